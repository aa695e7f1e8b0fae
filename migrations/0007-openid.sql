-- Signing in by an OpenID provider, beside or in place of a password.

create table user_identities (
  issuer text not null check (length(issuer) between 1 and 2000),
  subject text not null check (length(subject) between 1 and 255),
  user_id object_id not null references users on delete cascade,
  created_at timestamptz not null default now(),
  primary key (issuer, subject),
  unique (user_id, issuer)
);
comment on table user_identities is 'Who a user is at an OpenID provider';
comment on column user_identities.issuer is 'iss of the ID token';
comment on column user_identities.subject is 'sub of the ID token: stays when the person''s address changes, and is never given to somebody else';
comment on column user_identities.user_id is 'Whom it signs in; one identity per provider, so that a reassigned address signs in nobody else';
comment on column user_identities.created_at is 'The first time they signed in by it';
