-- Films show who speaks large, or all alike; and recordings say who speaks when.

alter table accounts
  add column recording_layout text check (recording_layout in ('speaker', 'grid'));
comment on column accounts.recording_layout is 'How the films of its recordings show people: who speaks large, or all alike; null: as the instance has it';

alter table recordings add column voices json not null default '[]';
comment on column recordings.voices is 'Who speaks when in the merged file: participant, name, and pairs of milliseconds';
