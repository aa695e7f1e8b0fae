-- Messages of the chat have a name, and a host can hide them.

alter table chat_messages add column message_id object_id;
update chat_messages set message_id = substr(md5(id::text || random()::text), 1, 24);
alter table chat_messages alter column message_id set not null;
create unique index chat_messages_message on chat_messages (occurrence_id, message_id);
comment on column chat_messages.message_id is 'Names the message to people in the room, who get it before it is stored';

create table hidden_messages (
  occurrence_id uuid not null references occurrences on delete cascade,
  message_id object_id not null,
  primary key (occurrence_id, message_id)
);
comment on table hidden_messages is 'Messages of the chat that a host hid: they are not stored, also where that was about to happen. Deleted at the close';
comment on column hidden_messages.occurrence_id is 'Where it was written';
comment on column hidden_messages.message_id is 'The message';
