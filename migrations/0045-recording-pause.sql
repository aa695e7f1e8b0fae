-- A paused recording is the meeting's state, not the state of a page: it holds for those who come later, and when every
-- host has gone.

alter table occurrences add column recording_paused_at timestamptz;
comment on column occurrences.recording_paused_at is 'Since when a host has paused the recording; null: it is not paused';
