-- What one participant may take up of a meeting, and how their clock differs from ours.

alter table participants
  add column clock_difference_ms bigint,
  add column kept_text_bytes integer not null default 0 check (kept_text_bytes >= 0);
comment on column participants.clock_difference_ms is 'Server time minus the time of the participant''s clock, measured by pings on the room''s socket; null: not measured';
comment on column participants.kept_text_bytes is 'Bytes of the questions and answers of this participant that are kept for the summary, to bound what one may write into it';

alter table recording_parts
  add column received_chunks integer not null default 0 check (received_chunks >= 0);
comment on column recording_parts.received_chunks is 'Counted as chunks arrive, to bound how many files one participant may make';
comment on column recording_parts.started_at is 'When its first frame was taken, by the server''s clock: the sender''s time corrected by the measured difference of the clocks, never before the participant came in or after the part was opened';

alter table recordings add column merge_began_at timestamptz;
comment on column recordings.merge_began_at is 'When the latest merge began: the account whose latest is longest ago comes next; null: none began';
create index recordings_merge_turn on recordings (account_id, merge_began_at);
