-- What was written in a meeting that is on, so that those who come later see it from the start. Gone at the close.

create table chat_messages (
  id bigint generated always as identity primary key,
  occurrence_id uuid not null references occurrences on delete cascade,
  participant_id object_id not null references participants on delete cascade,
  name text not null,
  text text not null check (text <> '' and length(text) <= 4000),
  sent_at timestamptz not null
);
create index chat_messages_occurrence on chat_messages (occurrence_id, id);
create index chat_messages_participant on chat_messages (participant_id);
comment on table chat_messages is 'Chat of meetings that are on, the newest of each; none off the record, and deleted at the close';
comment on column chat_messages.id is 'In the order in which they came';
comment on column chat_messages.occurrence_id is 'Where it was written';
comment on column chat_messages.participant_id is 'Who wrote it';
comment on column chat_messages.name is 'Their name then';
comment on column chat_messages.text is 'What they wrote, up to 4000 characters';
comment on column chat_messages.sent_at is 'When the server took it';
