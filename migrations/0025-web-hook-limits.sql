-- What a web hook may set for itself about tries, calls in flight and secrets.

-- Up to a hundred calls in flight. What was at the old default gets the new one.
alter table web_hooks drop constraint web_hooks_max_in_flight_check;
update web_hooks set max_in_flight = 50, version = version + 1 where max_in_flight = 10;
alter table web_hooks add constraint web_hooks_max_in_flight_check check (max_in_flight between 1 and 100);

-- When a failed call is tried again.
create function seconds_in_all(waits integer[]) returns bigint
  language sql immutable strict parallel safe
  return (select sum(wait) from unnest(waits) as w (wait));
comment on function seconds_in_all(integer[]) is 'The waits of a retry schedule together, for its CHECK and for the time of a last try';
alter table web_hooks
  add column retry_schedule integer[],
  add constraint web_hooks_retry_schedule_check check (cardinality(retry_schedule) between 1 and 20
    and 1 <= all (retry_schedule) and array_position(retry_schedule, null) is null
    and seconds_in_all(retry_schedule) <= 604800);
comment on column web_hooks.retry_schedule is 'Waits between tries in seconds, 7 days together at most; null: the schedule of the instance';

-- Every former secret signs until its own time, however often the secret is rotated meanwhile.
alter table web_hooks
  add column former_signing_secrets text[] not null default '{}',
  add column former_signing_secrets_until timestamptz[] not null default '{}',
  add constraint web_hooks_former_signing_secrets_check check (
    cardinality(former_signing_secrets) = cardinality(former_signing_secrets_until)
    and cardinality(former_signing_secrets) <= 5);
update web_hooks set former_signing_secrets = array[retiring_signing_secret],
  former_signing_secrets_until = array[signing_secret_retires_at]
where retiring_signing_secret is not null;
alter table web_hooks drop column retiring_signing_secret, drop column signing_secret_retires_at;
comment on column web_hooks.former_signing_secrets is 'Encrypted former secrets, each still signed with until its time';
comment on column web_hooks.former_signing_secrets_until is 'From when each of them is no longer used, in the same order';

-- A warning before calls are given up.
alter table web_hook_warnings drop constraint web_hook_warnings_code_check;
alter table web_hook_warnings add constraint web_hook_warnings_code_check check (code in ('gone', 'breaker-open',
  'recovered', 'off', 'backlog-old', 'last-try', 'catch-up-waits', 'signing-secret-retires', 'api-key-changes',
  'certificate-expires', 'client-certificate-expires'));
