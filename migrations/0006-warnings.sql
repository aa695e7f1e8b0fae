-- What administrators are warned of: web hooks that need a person, told once per kind and hour by mail.

alter table origins
  add column certificate_valid_from timestamptz,
  add column certificate_valid_to timestamptz,
  add check ((certificate_valid_from is null) = (certificate_valid_to is null));
comment on column origins.certificate_valid_from is 'Of the certificate that the receiver showed last; null: none was seen';
comment on column origins.certificate_valid_to is 'Until when that certificate is valid';

create table web_hook_warnings (
  web_hook_id uuid not null references web_hook_flow,
  code text not null check (code in ('gone', 'breaker-open', 'recovered', 'off', 'backlog-old', 'catch-up-waits',
    'signing-secret-retires', 'api-key-changes', 'certificate-expires', 'client-certificate-expires')),
  detail text not null,
  deadline timestamptz,
  raised_at timestamptz not null,
  ended_at timestamptz,
  mail_due_at timestamptz,
  mailed_at timestamptz,
  primary key (web_hook_id, code)
);
comment on table web_hook_warnings is 'The latest warning of each kind of a web hook; written under the lock of its web_hook_flow row, where its state changes in that transaction';
comment on column web_hook_warnings.web_hook_id is 'What it is about; refers to the row that is locked already';
comment on column web_hook_warnings.code is 'The kind of warning; recovered: the breaker has closed again';
comment on column web_hook_warnings.detail is 'In words';
comment on column web_hook_warnings.deadline is 'When what it warns of happens; null: it has happened';
comment on column web_hook_warnings.raised_at is 'Since when it is so';
comment on column web_hook_warnings.ended_at is 'Since when it is no longer so; null: it still is';
comment on column web_hook_warnings.mail_due_at is 'When administrators are to be mailed; null: they were, or need not be';
comment on column web_hook_warnings.mailed_at is 'When mails of this kind were queued last: the next within the hour waits';
create index web_hook_warnings_due on web_hook_warnings (mail_due_at) where mail_due_at is not null;

create table warning_mails (
  id bigint generated always as identity primary key,
  web_hook_id uuid not null,
  code text not null,
  detail text not null,
  deadline timestamptz,
  raised_at timestamptz not null,
  user_id object_id not null references users on delete cascade,
  failures integer not null default 0 check (failures >= 0),
  due_at timestamptz not null
);
comment on table warning_mails is 'One mail to one administrator, for as long as it is owed';
comment on column warning_mails.id is 'Order of writing';
comment on column warning_mails.web_hook_id is 'What it is about; no foreign key, whose lock would meet that of a change of the web hook';
comment on column warning_mails.code is 'The kind of warning';
comment on column warning_mails.detail is 'As it was then, in words';
comment on column warning_mails.deadline is 'As it was then';
comment on column warning_mails.raised_at is 'As it was then';
comment on column warning_mails.user_id is 'The recipient, with the address and language of the moment of sending';
comment on column warning_mails.failures is 'Tries so far';
comment on column warning_mails.due_at is 'When the next try may begin; put ahead while one is under way, so that a dead process''s mails are taken over';
create index warning_mails_due on warning_mails (due_at, id);
create index warning_mails_user on warning_mails (user_id);
