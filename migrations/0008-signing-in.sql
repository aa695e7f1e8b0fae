-- Second factors that are being set up, wrong guesses, and OpenID attempts that are over.

alter table users
  add column totp_proposal text,
  add column totp_proposed_at timestamptz,
  add constraint users_totp_proposal_time check ((totp_proposal is null) = (totp_proposed_at is null)),
  add constraint users_totp_once check (totp_secret is null or totp_proposal is null);
comment on column users.totp_proposal is 'A secret that was shown and waits for a code that proves it, encrypted; null: none';
comment on column users.totp_proposed_at is 'When it was shown; it is not accepted for long';

drop table sign_in_failures;

create table rate_limits (
  key text primary key check (length(key) between 1 and 255),
  points integer not null,
  expire bigint
);
comment on table rate_limits is 'Wrong guesses of passwords, codes and keys; columns and their order are those of rate-limiter-flexible';
comment on column rate_limits.key is 'Limit and subject: guesses or locks, of an e-mail address (hashed), a browser, a user or a network';
comment on column rate_limits.points is 'Guesses, or locks, since the row began';
comment on column rate_limits.expire is 'Epoch milliseconds from which on the row counts for nothing';
create index rate_limits_expire on rate_limits (expire);

create table openid_attempts_used (
  id text primary key check (length(id) between 1 and 64),
  expires_at timestamptz not null
);
comment on table openid_attempts_used is 'Attempts to sign in by OpenID that came back; each is accepted once';
comment on column openid_attempts_used.id is 'Random, from the attempt''s cookie';
comment on column openid_attempts_used.expires_at is 'From here on the attempt is refused as too old, and the row is not needed';
create index openid_attempts_used_expiry on openid_attempts_used (expires_at);
