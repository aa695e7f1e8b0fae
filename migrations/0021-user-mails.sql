-- Mails to users about their own access: invited, or a new password asked for.

create table password_reset_requests (
  id bigint generated always as identity primary key,
  email text not null check (length(email) <= 320),
  requested_at timestamptz not null
);
comment on table password_reset_requests is 'Addresses for which somebody asked for a new password, whoever they are; looked up after the answer, so that the answer tells nothing';
comment on column password_reset_requests.id is 'Order of asking';
comment on column password_reset_requests.email is 'As it was typed';
comment on column password_reset_requests.requested_at is 'When it was asked for';

create table user_mails (
  id bigint generated always as identity primary key,
  user_id object_id not null references users on delete cascade,
  kind text not null check (kind in ('invitation', 'password-reset')),
  link text not null,
  expires_at timestamptz not null,
  failures integer not null default 0 check (failures >= 0),
  due_at timestamptz not null
);
comment on table user_mails is 'One-time links that are owed to users by mail';
comment on column user_mails.id is 'Order of writing';
comment on column user_mails.user_id is 'Who gets it; address and language are those of the moment of sending';
comment on column user_mails.kind is 'What the link is for';
comment on column user_mails.link is 'The link, encrypted: who has it is the user';
comment on column user_mails.expires_at is 'Not accepted from here on';
comment on column user_mails.failures is 'Tries so far';
comment on column user_mails.due_at is 'When the next try may begin; put ahead while one is under way';
create index user_mails_due on user_mails (due_at, id);
create index user_mails_user on user_mails (user_id);
