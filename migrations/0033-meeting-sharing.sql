-- Hosts see and run their own meetings; an account may share them among its hosts.

alter table accounts add column shares_meetings boolean not null default true;
alter table accounts alter column shares_meetings set default false;
comment on column accounts.shares_meetings is 'Whether its hosts see, change and host every meeting of the account, instead of their own and those they are invited to; accounts from before this column keep doing so';
comment on column users.account_id is 'The account that they belong to';
comment on column users.role is 'administrator: everything on the instance; host: their meetings, or those of the account where it shares them';
