-- What became of the latest mail to each invitee, for the people who invited them.

create table invitation_states (
  meeting_id object_id not null references meetings on delete cascade,
  email text not null check (email = lower(email) and length(email) <= 320),
  mail_id bigint not null,
  kind text not null check (kind in ('invitation', 'update', 'cancellation')),
  state text not null check (state in ('waiting', 'sent', 'failed')),
  fault text,
  answer text check (length(answer) <= 500),
  changed_at timestamptz not null,
  primary key (meeting_id, email),
  check (state <> 'sent' or fault is null),
  check (state <> 'failed' or fault is not null),
  check ((fault is null) = (answer is null))
);
comment on table invitation_states is 'What became of the latest mail to each invitee; none: nobody mailed them, or before this was noted';
comment on column invitation_states.meeting_id is 'The meeting';
comment on column invitation_states.email is 'The address, in lower case';
comment on column invitation_states.mail_id is 'The mail, in mails for as long as it is owed; what becomes of an older one is not noted any more';
comment on column invitation_states.kind is 'What it says';
comment on column invitation_states.state is 'waiting: owed; sent: the mail server has taken it; failed: given up';
comment on column invitation_states.fault is 'Why the latest try failed; null: none has failed';
comment on column invitation_states.answer is 'What the mail server said then';
comment on column invitation_states.changed_at is 'Since when it is so';
create index invitation_states_failed on invitation_states (changed_at) where state = 'failed';
