-- Mails that are owed to invitees: written in the transaction of their cause, sent after it, gone once taken.

create table mailings (
  id bigint generated always as identity primary key,
  meeting_id object_id not null,
  account_id object_id not null,
  kind text not null check (kind in ('invitation', 'update', 'cancellation')),
  topic text not null,
  agenda text not null,
  start_time timestamptz not null,
  end_time timestamptz not null,
  timezone text not null,
  meeting_number text not null,
  join_url text not null,
  is_recurring boolean not null,
  organizer_name text not null,
  organizer_email text not null,
  calendar text not null,
  created_at timestamptz not null
);
comment on table mailings is 'What some people are told of a meeting: the same for all of them, each in their language';
comment on column mailings.id is 'Order of writing';
comment on column mailings.meeting_id is 'The meeting; no foreign key, a cancellation outlives it';
comment on column mailings.account_id is 'The tenant';
comment on column mailings.kind is 'invitation: come; update: it changed; cancellation: it is off';
comment on column mailings.topic is 'As it was then';
comment on column mailings.agenda is 'As it was then';
comment on column mailings.start_time is 'As it was then';
comment on column mailings.end_time is 'As it was then';
comment on column mailings.timezone is 'In which the mail writes times';
comment on column mailings.meeting_number is 'The sixteen digits';
comment on column mailings.join_url is 'Where people join';
comment on column mailings.is_recurring is 'Whether the mail says that it repeats';
comment on column mailings.organizer_name is 'Who invites';
comment on column mailings.organizer_email is 'Where answers go; empty: nowhere';
comment on column mailings.calendar is 'The iCalendar object that goes with it';
comment on column mailings.created_at is 'When it was written';

create table mails (
  id bigint generated always as identity primary key,
  mailing_id bigint not null references mailings on delete cascade,
  name text not null,
  email text not null,
  language text not null,
  failures integer not null default 0 check (failures >= 0),
  due_at timestamptz not null
);
comment on table mails is 'One mail to one person, for as long as it is owed';
comment on column mails.id is 'Order of writing';
comment on column mails.mailing_id is 'What it says';
comment on column mails.name is 'The recipient';
comment on column mails.email is 'Where it goes';
comment on column mails.language is 'BCP 47 tag in which it is written';
comment on column mails.failures is 'Tries so far';
comment on column mails.due_at is 'When the next try may begin; put ahead while one is under way, so that a dead process''s mails are taken over';
create index mails_due on mails (due_at, id);
create index mails_mailing on mails (mailing_id);
