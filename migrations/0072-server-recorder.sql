-- The server records: which server records which room, what its recorder's files became, and what is missing.

alter table occurrences
  add column recording_stopped_at timestamptz,
  add column recording_stop_reason text check (recording_stop_reason in ('host', 'disk-full', 'too-large')),
  add constraint occurrences_recording_stopped check ((recording_stopped_at is null) = (recording_stop_reason is null)),
  add constraint occurrences_recording_paused check (recording_paused_at is null or recording_stopped_at is null);
comment on column occurrences.recording_stopped_at is 'Since when it is not recorded any more, although its meeting is; null: it is recorded';
comment on column occurrences.recording_stop_reason is 'A host stopped it, the disk is almost full, or the recording is as large as it may be';

comment on column meetings.is_recorded is 'The server records it, from the first person inside on';

create table recorder_leases (
  occurrence_id uuid primary key references occurrences on delete cascade,
  holder uuid not null,
  leased_until timestamptz not null,
  recorded_until timestamptz not null
);
comment on table recorder_leases is 'Which server records an occurrence; the row goes when its files have become parts, so that no merge begins before';
comment on column recorder_leases.occurrence_id is 'What is recorded';
comment on column recorder_leases.holder is 'Of the process; new at each start';
comment on column recorder_leases.leased_until is 'By the database''s clock: after it another server takes over';
comment on column recorder_leases.recorded_until is 'When the recorder was known to be in the room, last; before its first arrival, since when it is wanted';

create table recording_gaps (
  occurrence_id uuid not null references occurrences on delete cascade,
  began_at timestamptz not null,
  ended_at timestamptz check (ended_at >= began_at),
  reason text not null check (reason in ('paused', 'stopped', 'recorder-lost', 'server-lost', 'disk-full', 'too-large')),
  primary key (occurrence_id, began_at)
);
create unique index recording_gaps_one_open on recording_gaps (occurrence_id) where ended_at is null;
comment on table recording_gaps is 'Stretches of an occurrence of which nothing was recorded, because somebody wanted it so or because something was lost';
comment on column recording_gaps.occurrence_id is 'Of which meeting';
comment on column recording_gaps.began_at is 'From when on, by the database''s clock';
comment on column recording_gaps.ended_at is 'Until when; null: it lasts';
comment on column recording_gaps.reason is 'paused and stopped: by a host; recorder-lost, server-lost: it ended without warning; disk-full, too-large: there was no room for it';

insert into recording_gaps (occurrence_id, began_at, reason)
  select id, recording_paused_at, 'paused' from occurrences where recording_paused_at is not null and state = 'current';

alter table recording_parts
  add column recorded_by text not null default 'upload' check (recorded_by in ('upload', 'server')),
  add column sources text[] check ((recorded_by = 'server') = (sources is not null)),
  drop constraint recording_parts_participant_id_part_index_key,
  add constraint recording_parts_index unique (participant_id, recorded_by, part_index);
comment on table recording_parts is 'One uninterrupted stretch of one participant, recorded by the server or uploaded by somebody else''s recorder';
comment on column recording_parts.recorded_by is 'server: by our recorder; upload: by somebody who sent it';
comment on column recording_parts.sources is 'The recorder''s files that it was made of, so that none becomes a part twice; null: it was uploaded';
create unique index recording_parts_sources on recording_parts (recording_id, sources) where sources is not null;
