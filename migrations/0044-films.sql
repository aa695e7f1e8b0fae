-- The merge says how long it still takes, what its film has in it, and that it failed; parts say what they show.

alter table recordings
  add column seconds_left integer check (seconds_left >= 0),
  add column chapters json not null default '[]',
  drop constraint recordings_state_check,
  add constraint recordings_state_check
    check (state in ('collecting', 'waiting', 'merging', 'merged', 'failed', 'unusable')),
  add constraint recordings_failed_reason check (state <> 'failed' or reason is not null),
  add constraint recordings_seconds_left check (seconds_left is null or state = 'merging');
comment on column recordings.state is 'collecting: the meeting is open; waiting: for the merge; merging: under a lease; merged; failed: given up, and may be tried again by hand; unusable: there is nothing to merge';
comment on column recordings.reason is 'Why it waits, failed or is unusable, in words';
comment on column recordings.progress is 'Share of the merge that is done; what an attempt finished stays done for the next';
comment on column recordings.seconds_left is 'How long the merge will still take, where that can be said';
comment on column recordings.chapters is 'Of the merged file: who joined when, when a screen was shared, when nothing was recorded';

update recordings set state = 'failed' where state = 'unusable' and reason like 'The merge failed (attempt %';

alter table recording_parts
  add column picture text not null default 'camera' check (picture in ('camera', 'screen'));
comment on column recording_parts.picture is 'What its picture shows, if it has one: a camera, or a shared screen, which the film shows large';
