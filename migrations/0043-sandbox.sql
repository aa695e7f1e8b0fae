-- Accounts for trying things out: nothing is mailed, and their meetings can be moved through time.

alter table accounts add column is_sandbox boolean not null default false;
comment on column accounts.is_sandbox is 'For trying things out: nothing is mailed to or for this account, and what its meetings wait for can be brought forward';

alter table occurrences
  add column advanced_seconds integer not null default 0 check (advanced_seconds between 0 and 315360000);
comment on column occurrences.advanced_seconds is 'Of a sandbox: by how much the clock is ahead for this occurrence, when it opens and when it closes by itself';
