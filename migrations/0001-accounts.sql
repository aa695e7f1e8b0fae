-- Who there is: one white label, its accounts, their users and rooms, and every way of proving who one is.

create domain object_id as text check (value ~ '^[0-9a-f]{24}$');
comment on domain object_id is '24 hex digits: 4 bytes of seconds, then 8 of randomness; sorts by creation';

create table white_labels (
  id object_id primary key,
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now()
);
comment on table white_labels is 'The branded instance; exactly one row, seeded at the first start';
comment on column white_labels.id is 'whitelabelId of the wire contract';
comment on column white_labels.name is 'Product name shown to people, in mails and in PDFs';
comment on column white_labels.created_at is 'When the instance was first started';
create unique index white_labels_one on white_labels ((true));

create table accounts (
  id object_id primary key,
  white_label_id object_id not null references white_labels,
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null default now()
);
comment on table accounts is 'A tenant: users, rooms and meetings belong to one account and are invisible to others';
comment on column accounts.id is 'accountId of the wire contract';
comment on column accounts.white_label_id is 'The instance it belongs to';
comment on column accounts.name is 'Shown in administration';
comment on column accounts.created_at is 'When it was created';

create table users (
  id object_id primary key,
  account_id object_id not null references accounts,
  email text not null default '' check (length(email) <= 320),
  username text not null check (length(username) between 1 and 200),
  role text not null check (role in ('administrator', 'host')),
  password_hash text,
  totp_secret text,
  totp_last_step bigint,
  language text not null default 'en',
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
comment on table users is 'People who sign in: administrators run the instance, hosts schedule meetings';
comment on column users.id is 'addedByUserId of the wire contract';
comment on column users.account_id is 'The account whose meetings they see';
comment on column users.email is 'Sign-in name; empty until the seeded administrator was set up';
comment on column users.username is 'addedByUsername of the wire contract';
comment on column users.role is 'administrator: everything on the instance; host: the meetings of the account';
comment on column users.password_hash is 'scrypt, with its parameters; null until set';
comment on column users.totp_secret is 'Second factor, encrypted; null while not used';
comment on column users.totp_last_step is 'Time step of the last code accepted: each code works once';
comment on column users.language is 'BCP 47 tag for mails and pages';
comment on column users.disabled_at is 'Since when they may no longer sign in; null: active';
comment on column users.created_at is 'When the user was created';
create unique index users_email on users (lower(email)) where email <> '';
create index users_account on users (account_id);

create table one_time_links (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id object_id not null references users on delete cascade,
  purpose text not null check (purpose in ('set-up', 'invitation', 'password-reset')),
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table one_time_links is 'Links that let a user set a password once';
comment on column one_time_links.token_hash is 'SHA-256 of the token; the token itself is never stored';
comment on column one_time_links.user_id is 'Whose password it sets';
comment on column one_time_links.purpose is 'set-up: the seeded administrator of a new instance';
comment on column one_time_links.expires_at is 'Not accepted from here on';
comment on column one_time_links.used_at is 'When it was used; a used link is dead';
create index one_time_links_user on one_time_links (user_id);

create table sessions (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id object_id not null references users on delete cascade,
  csrf_token text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
comment on table sessions is 'Signed-in browsers';
comment on column sessions.token_hash is 'SHA-256 of the cookie''s value';
comment on column sessions.user_id is 'Who is signed in';
comment on column sessions.csrf_token is 'Expected in X-CSRF-Token on every write';
comment on column sessions.created_at is 'When they signed in';
comment on column sessions.expires_at is 'Signed out by itself from here on';
create index sessions_user on sessions (user_id);

create table sign_in_failures (
  subject text primary key check (length(subject) <= 400),
  failures integer not null check (failures > 0),
  locked_until timestamptz not null
);
comment on table sign_in_failures is 'Back-off after failed attempts to prove who one is, per e-mail address and per network address';
comment on column sign_in_failures.subject is 'email:… and address:… for sign-ins; keys:… for API keys from a network address';
comment on column sign_in_failures.failures is 'Attempts since the last success';
comment on column sign_in_failures.locked_until is 'Attempts before this are refused unread';

create table api_keys (
  id object_id primary key,
  user_id object_id not null references users on delete cascade,
  account_id object_id references accounts,
  name text not null check (length(name) between 1 and 200),
  prefix text not null check (length(prefix) <= 16),
  key_hash bytea not null unique check (length(key_hash) = 32),
  scopes text[] not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  check (scopes <@ array['meetings:read','meetings:write','recordings:read','recordings:write','summaries:read',
    'summaries:write','web-hooks:read','web-hooks:write','deliveries:read','deliveries:write',
    'administration:read','administration:write'])
);
comment on table api_keys is 'Keys with which machines call the API; what a key makes belongs to its owner';
comment on column api_keys.id is 'Names the key in administration';
comment on column api_keys.user_id is 'The owner, recorded as the author of what the key makes';
comment on column api_keys.account_id is 'The account it is confined to; null: the whole instance';
comment on column api_keys.name is 'What it is for';
comment on column api_keys.prefix is 'First characters of the key, so that people can tell keys apart';
comment on column api_keys.key_hash is 'SHA-256 of the key; keys are random, so a slow hash adds nothing';
comment on column api_keys.scopes is 'What it may do: resource:read or resource:write';
comment on column api_keys.created_at is 'When it was made';
comment on column api_keys.last_used_at is 'Last use, to the minute';
comment on column api_keys.revoked_at is 'Since when it is refused';

create table rooms (
  id object_id primary key,
  account_id object_id not null references accounts,
  name text not null default '' check (length(name) <= 200),
  created_at timestamptz not null default now()
);
comment on table rooms is 'Where meetings are held; a named one is permanent';
comment on column rooms.id is 'roomId of the wire contract';
comment on column rooms.account_id is 'The account that owns it';
comment on column rooms.name is 'A name of its own makes it a named room (isNamedRoom); empty: the account''s own room';
comment on column rooms.created_at is 'When it was created';
create index rooms_account on rooms (account_id);

create table settings (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
comment on table settings is 'System Configuration; an environment variable of the same meaning wins';
comment on column settings.name is 'As in server/config/settings.ts';
comment on column settings.value is 'JSON; secrets are encrypted strings';
comment on column settings.updated_at is 'Last change';

create table audit_events (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account_id object_id,
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null default '{}'
);
comment on table audit_events is 'Who changed what in administration, and what the server decided by itself';
comment on column audit_events.id is 'Order of recording';
comment on column audit_events.at is 'When';
comment on column audit_events.account_id is 'The account concerned; null: the instance';
comment on column audit_events.actor is 'user:<id>, api-key:<id> or server';
comment on column audit_events.action is 'resource.verb, such as web-hook.updated';
comment on column audit_events.subject is 'Id of the thing concerned';
comment on column audit_events.details is 'What changed; never a secret';
create index audit_events_account on audit_events (account_id, id);
create index audit_events_subject on audit_events (subject, id);

create table idempotency_keys (
  owner text not null,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null check (length(request_hash) = 32),
  status integer,
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  primary key (owner, key),
  check ((status is null) = (body is null))
);
comment on table idempotency_keys is 'Answers to POST requests that carried an Idempotency-Key, kept for a day';
comment on column idempotency_keys.owner is 'Who sent it; another caller''s equal key is another key';
comment on column idempotency_keys.key is 'The header''s value';
comment on column idempotency_keys.request_hash is 'SHA-256 of method, path and body: the same key with another request is refused';
comment on column idempotency_keys.status is 'Status of the stored answer; null while the first request still runs';
comment on column idempotency_keys.headers is 'Headers of the stored answer that matter to a client';
comment on column idempotency_keys.body is 'Body of the stored answer';
comment on column idempotency_keys.created_at is 'When the first request came; a day later the key is forgotten';
create index idempotency_keys_age on idempotency_keys (created_at);
