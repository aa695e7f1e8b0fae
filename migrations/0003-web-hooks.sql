-- Events, web hooks, and the deliveries between them.
--
-- `deliveries` is the live table: small, unpartitioned, one row for each call that is still owed. A row leaves it
-- when the delivery is finished; what remains is its lines in `delivery_log`. Events and log lines are append-only
-- and partitioned by day through their time-ordered ids, so that retention drops partitions and never deletes rows.

create table events (
  id uuid primary key,
  ordinal bigint not null,
  hook text not null check (hook in ('onMeetingScheduled', 'onMeetingUpdated', 'onMeetingClosed', 'onMeetingDeleted',
    'onMeetingSummaryCreated', 'onMeetingRecordingCreated')),
  account_id object_id not null,
  meeting_ids text[] not null check (cardinality(meeting_ids) > 0),
  sequences bigint[] not null check (cardinality(sequences) = cardinality(meeting_ids)),
  body bytea,
  erased_at timestamptz,
  created_at timestamptz not null,
  check ((body is null) = (erased_at is not null))
) partition by range (id);
comment on table events is 'What happened to meetings, recorded in the transaction of its cause; never changes, but for erasure';
comment on column events.id is 'webhook-id; a UUIDv7, so that partitions are found by it';
comment on column events.ordinal is 'Place in the feed, drawn after the meeting''s lock';
comment on column events.hook is 'The hook that it calls';
comment on column events.account_id is 'The tenant';
comment on column events.meeting_ids is 'The meetings it is about, in the order of the body';
comment on column events.sequences is 'Their numbers, in the same order: webhook-sequence';
comment on column events.body is 'The exact bytes that every call of it carries; bytea because jsonb reorders keys';
comment on column events.erased_at is 'When the body was erased on request';
comment on column events.created_at is 'When it was recorded';
create index events_ordinal on events (ordinal);

create sequence event_ordinals cache 1;
comment on sequence event_ordinals is 'Cache 1: an ordinal drawn later is larger, in every process';

create table event_meetings (
  event_id uuid not null,
  meeting_id object_id not null,
  sequence bigint not null check (sequence > 0),
  primary key (meeting_id, sequence, event_id)
) partition by range (event_id);
comment on table event_meetings is 'The events of a meeting, in order';
comment on column event_meetings.event_id is 'The event';
comment on column event_meetings.meeting_id is 'A meeting that it is about; it may be deleted by now';
comment on column event_meetings.sequence is '1, 2, 3 … per meeting';

create table meeting_sequences (
  meeting_id object_id primary key,
  last_sequence bigint not null check (last_sequence > 0)
) with (fillfactor = 70);
comment on table meeting_sequences is 'The number of a meeting''s latest event; its row lock orders the meeting''s events';
comment on column meeting_sequences.meeting_id is 'The meeting; it may be deleted by now';
comment on column meeting_sequences.last_sequence is 'Number of its latest event';

create table feed_state (
  id integer primary key default 1 check (id = 1),
  oldest_ordinal bigint not null default 0
);
comment on table feed_state is 'Where the feed begins';
comment on column feed_state.id is 'One row';
comment on column feed_state.oldest_ordinal is 'Highest ordinal that retention has dropped; a cursor before it has expired';
insert into feed_state default values;

create table origins (
  id integer generated always as identity primary key,
  origin text not null unique
);
comment on table origins is 'Receivers: scheme, host and port; order is kept per meeting and receiver';
comment on column origins.id is 'Short form for the lane index';
comment on column origins.origin is 'As in RFC 6454';

create table web_hooks (
  id uuid primary key,
  account_id object_id references accounts,
  event text not null check (event in ('onMeetingScheduled', 'onMeetingUpdated', 'onMeetingClosed',
    'onMeetingDeleted', 'onMeetingSummaryCreated', 'onMeetingRecordingCreated')),
  name text check (length(name) between 1 and 100),
  url text not null check (length(url) <= 2000),
  method text not null check (method in ('POST', 'PUT')),
  origin_id integer not null references origins,
  enabled boolean not null default true,
  switched_off_at timestamptz,
  catch_up_automatically boolean not null default true,
  max_in_flight integer not null check (max_in_flight between 1 and 10),
  rate_per_second real check (rate_per_second > 0 and rate_per_second <= 10000),
  hold_seconds integer not null check (hold_seconds between 0 and 86400),
  timeout_seconds integer not null check (timeout_seconds between 1 and 15),
  signed boolean not null default true,
  signed_asymmetrically boolean not null default false,
  signing_secret text not null,
  retiring_signing_secret text,
  signing_secret_retires_at timestamptz,
  api_key text,
  next_api_key text,
  next_api_key_from timestamptz,
  headers text,
  client_certificate text,
  client_key text,
  extra_ca text,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  check ((retiring_signing_secret is null) = (signing_secret_retires_at is null)),
  check ((next_api_key is null) = (next_api_key_from is null)),
  check ((client_certificate is null) = (client_key is null))
);
comment on table web_hooks is 'Where and how a hook calls out';
comment on column web_hooks.id is 'Names the web hook';
comment on column web_hooks.account_id is 'The account whose events it gets; null: every account';
comment on column web_hooks.event is 'The hook it serves';
comment on column web_hooks.name is 'Name for configuration as code, unique within its account; null: none';
comment on column web_hooks.url is 'Where calls go; read at each try';
comment on column web_hooks.method is 'POST or PUT';
comment on column web_hooks.origin_id is 'The receiver, from the URL';
comment on column web_hooks.enabled is 'Switched off: deliveries are kept as paused';
comment on column web_hooks.switched_off_at is 'Since when it is switched off; null: on';
comment on column web_hooks.catch_up_automatically is 'What was kept goes out as soon as calls go out again';
comment on column web_hooks.max_in_flight is 'Ceiling of calls in flight over all processes';
comment on column web_hooks.rate_per_second is 'Ceiling of calls per second over all processes; null: none';
comment on column web_hooks.hold_seconds is 'How long a call may wait for an earlier one of its lane';
comment on column web_hooks.timeout_seconds is 'For the whole exchange; below the lease, so that a call never outlives it';
comment on column web_hooks.signed is 'Calls carry webhook-signature';
comment on column web_hooks.signed_asymmetrically is 'Calls also carry a v1a signature';
comment on column web_hooks.signing_secret is 'Encrypted whsec_ secret';
comment on column web_hooks.retiring_signing_secret is 'Encrypted former secret, still signed with until it retires';
comment on column web_hooks.signing_secret_retires_at is 'From when the former secret is no longer used';
comment on column web_hooks.api_key is 'Encrypted value of X-API-KEY; null: no header';
comment on column web_hooks.next_api_key is 'Encrypted value that replaces it';
comment on column web_hooks.next_api_key_from is 'From when the next key is sent';
comment on column web_hooks.headers is 'Encrypted JSON object of custom headers; null: none';
comment on column web_hooks.client_certificate is 'PEM shown to the receiver (mTLS)';
comment on column web_hooks.client_key is 'Encrypted PEM of its key';
comment on column web_hooks.extra_ca is 'PEM of authorities trusted for this web hook besides the usual ones';
comment on column web_hooks.version is 'Rises with every change: the ETag';
comment on column web_hooks.created_at is 'When it was created';
comment on column web_hooks.updated_at is 'Last change';
comment on column web_hooks.deleted_at is 'Its log stays readable until retention takes it';
create unique index web_hooks_name on web_hooks (coalesce(account_id, ''), name) where deleted_at is null;
create index web_hooks_event on web_hooks (event) where deleted_at is null;
create index web_hooks_origin on web_hooks (origin_id);

create table web_hook_flow (
  web_hook_id uuid primary key references web_hooks,
  in_flight integer not null default 0 check (in_flight >= 0),
  in_flight_limit real not null check (in_flight_limit >= 1),
  next_call_at timestamptz not null default '-infinity',
  gated_until timestamptz not null default '-infinity',
  breaker text not null default 'closed' check (breaker in ('closed', 'open', 'gone')),
  breaker_since timestamptz,
  breaker_reason text,
  probe_at timestamptz,
  probes_failed integer not null default 0 check (probes_failed >= 0),
  window_started_at timestamptz not null default now(),
  window_succeeded integer not null default 0 check (window_succeeded >= 0),
  window_failed integer not null default 0 check (window_failed >= 0),
  last_succeeded_at timestamptz,
  last_failed_at timestamptz,
  last_error text,
  epoch integer not null default 1 check (epoch > 0),
  released_from integer not null default 1 check (released_from > 0),
  moving boolean not null default false,
  check ((breaker = 'closed') = (breaker_since is null)),
  check ((breaker = 'open') = (probe_at is not null)),
  check (released_from <= epoch)
) with (fillfactor = 50);
comment on table web_hook_flow is 'What all processes must agree on about a web hook''s traffic; written by claims and completions';
comment on column web_hook_flow.web_hook_id is 'The web hook';
comment on column web_hook_flow.in_flight is 'Deliveries in state sending, over all processes';
comment on column web_hook_flow.in_flight_limit is 'Adaptive limit (AIMD), from 1 to max_in_flight';
comment on column web_hook_flow.next_call_at is 'Rate limit: when the next call is allowed (generic cell rate algorithm)';
comment on column web_hook_flow.gated_until is 'Retry-After of a 429 or 503: no call before';
comment on column web_hook_flow.breaker is 'closed: calls go out; open: one probe at a time; gone: the receiver answered 410, a person resumes';
comment on column web_hook_flow.breaker_since is 'When the breaker left closed';
comment on column web_hook_flow.breaker_reason is 'Why, in words';
comment on column web_hook_flow.probe_at is 'When the next probe may go out';
comment on column web_hook_flow.probes_failed is 'Probes that failed in a row; they space out the next';
comment on column web_hook_flow.window_started_at is 'Start of the window over which failures are counted';
comment on column web_hook_flow.window_succeeded is 'Calls that succeeded in the window';
comment on column web_hook_flow.window_failed is 'Calls that failed in the window';
comment on column web_hook_flow.last_succeeded_at is 'Latest success';
comment on column web_hook_flow.last_failed_at is 'Latest failure';
comment on column web_hook_flow.last_error is 'Latest failure, in words';
comment on column web_hook_flow.epoch is 'Stamped onto new deliveries; rises when a backlog is kept back';
comment on column web_hook_flow.released_from is 'Deliveries of an earlier epoch are paused until Catch up';
comment on column web_hook_flow.moving is 'Its deliveries are being rewritten to another receiver: no claims meanwhile';

create table deliveries (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  web_hook_id uuid not null references web_hooks,
  epoch integer not null,
  meeting_id object_id not null,
  origin_id integer not null,
  sequence bigint not null check (sequence > 0),
  other_meeting_ids text[],
  other_sequences bigint[],
  kind text not null check (kind in ('original', 'resend', 'replay')),
  lane_class smallint not null check (lane_class in (0, 1)),
  repeats bigint,
  replay_id uuid,
  state text not null default 'pending' check (state in ('pending', 'sending', 'held')),
  attempts integer not null default 0 check (attempts >= 0),
  failures integer not null default 0 check (failures >= 0),
  due_at timestamptz not null,
  first_failed_at timestamptz,
  held_by bigint,
  held_since timestamptz,
  lease_token uuid,
  created_at timestamptz not null,
  check ((state = 'sending') = (lease_token is not null)),
  check ((state = 'held') = (held_by is not null)),
  check ((kind = 'original') = (lane_class = 0)),
  check ((failures > 0) = (first_failed_at is not null)),
  check (failures <= attempts)
) with (fillfactor = 60, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000,
  autovacuum_vacuum_cost_delay = 0);
comment on table deliveries is 'Calls still owed: one row per event and web hook; a finished delivery leaves this table for its log';
comment on column deliveries.id is 'Names the delivery, also after it is finished';
comment on column deliveries.event_id is 'What it tells; no foreign key, events are partitioned and outlive every delivery';
comment on column deliveries.web_hook_id is 'Where it goes';
comment on column deliveries.epoch is 'The web hook''s epoch when it was made';
comment on column deliveries.meeting_id is 'Lane: the event''s first meeting';
comment on column deliveries.origin_id is 'Lane: the receiver';
comment on column deliveries.sequence is 'Place in the lane: the event''s number for that meeting';
comment on column deliveries.other_meeting_ids is 'Further lanes of an event about several meetings';
comment on column deliveries.other_sequences is 'Places in those lanes';
comment on column deliveries.kind is 'original: made with the event; resend and replay repeat it';
comment on column deliveries.lane_class is '0: originals; 1: resends and replays, which hold nothing of the former back';
comment on column deliveries.repeats is 'The finished delivery that a resend repeats';
comment on column deliveries.replay_id is 'The replay that made it';
comment on column deliveries.state is 'pending: due at due_at; sending: leased; held: waits for its lane. paused is not stored: it follows from the web hook';
comment on column deliveries.attempts is 'Calls begun: webhook-attempt';
comment on column deliveries.failures is 'Failed calls that count against the retry schedule';
comment on column deliveries.due_at is 'When it may go out; untouched by a claim, so that the update stays in its page';
comment on column deliveries.first_failed_at is 'From then on the hold limit runs for those behind it';
comment on column deliveries.held_by is 'The call it waits for; a hint, judged anew at due_at';
comment on column deliveries.held_since is 'When it was first found held';
comment on column deliveries.lease_token is 'Whoever has it may finish the delivery';
comment on column deliveries.created_at is 'When it was made';
create index deliveries_ready on deliveries (web_hook_id, epoch, due_at, id);
create index deliveries_lane on deliveries (meeting_id, origin_id, lane_class, sequence, id);
create index deliveries_held on deliveries (held_by) where held_by is not null;
create unique index deliveries_once on deliveries (event_id, web_hook_id) where kind = 'original';
create index deliveries_replay on deliveries (replay_id) where replay_id is not null;
create index deliveries_repeats on deliveries (event_id) where kind <> 'original';

create table delivery_leases (
  token uuid primary key,
  leased_until timestamptz not null,
  delivery_ids bigint[] not null
);
comment on table delivery_leases is 'One row per claimed batch; deliveries of a lease that ran out are taken over';
comment on column delivery_leases.token is 'lease_token of its deliveries';
comment on column delivery_leases.leased_until is 'By the database''s clock';
comment on column delivery_leases.delivery_ids is 'The batch; some may be finished already';
create index delivery_leases_until on delivery_leases (leased_until);

create table delivery_log (
  id uuid not null,
  outcome text not null check (outcome in ('success', 'failure')),
  delivery_id bigint not null,
  event_id uuid,
  web_hook_id uuid not null,
  hook text not null,
  kind text not null check (kind in ('original', 'resend', 'replay', 'test')),
  repeats bigint,
  replay_id uuid,
  attempt integer not null check (attempt >= 0),
  final_state text check (final_state in ('delivered', 'failed')),
  reason text,
  next_attempt_at timestamptz,
  started_at timestamptz,
  duration_ms real,
  dns_ms real,
  connect_ms real,
  tls_ms real,
  first_byte_ms real,
  address text,
  method text,
  url text,
  request_headers text,
  test_body bytea,
  status smallint,
  response_headers text,
  response_body bytea,
  truncated boolean not null default false,
  error_class text,
  delivery_created_at timestamptz not null,
  logged_at timestamptz not null,
  check ((outcome = 'success') = (final_state is not distinct from 'delivered')),
  check ((kind = 'test') = (event_id is null)),
  check (final_state is null or next_attempt_at is null)
) partition by list (outcome);
comment on table delivery_log is 'One line per try, and one where a delivery ended without a try';
comment on column delivery_log.id is 'A UUIDv7: order, and the partition';
comment on column delivery_log.outcome is 'success: kept as long as delivered calls are; failure: kept longer';
comment on column delivery_log.delivery_id is 'The delivery';
comment on column delivery_log.event_id is 'What was told; null for a test call';
comment on column delivery_log.web_hook_id is 'Whom it was told';
comment on column delivery_log.hook is 'The hook''s name';
comment on column delivery_log.kind is 'As of the delivery; test: a test call';
comment on column delivery_log.repeats is 'The delivery that a resend repeats';
comment on column delivery_log.replay_id is 'The replay that made it';
comment on column delivery_log.attempt is 'webhook-attempt; of a delivery that ended without a try, the number of its tries so far';
comment on column delivery_log.final_state is 'Set on the last line of a delivery';
comment on column delivery_log.reason is 'Why it failed, in words';
comment on column delivery_log.next_attempt_at is 'When the next try is due';
comment on column delivery_log.started_at is 'When the call began; null: no call was made';
comment on column delivery_log.duration_ms is 'Of the whole exchange';
comment on column delivery_log.dns_ms is 'Looking the name up; null on a reused connection';
comment on column delivery_log.connect_ms is 'TCP; null on a reused connection';
comment on column delivery_log.tls_ms is 'TLS; null on a reused connection';
comment on column delivery_log.first_byte_ms is 'From the request to the first byte of the answer';
comment on column delivery_log.address is 'The address that was called';
comment on column delivery_log.method is 'As sent';
comment on column delivery_log.url is 'As called';
comment on column delivery_log.request_headers is 'JSON object; keys and signatures masked';
comment on column delivery_log.test_body is 'Body of a test call, which has no event';
comment on column delivery_log.status is 'HTTP status of the answer; null: none came';
comment on column delivery_log.response_headers is 'JSON object';
comment on column delivery_log.response_body is 'First 16 KiB';
comment on column delivery_log.truncated is 'The answer was longer, or broke off';
comment on column delivery_log.error_class is 'Kind of failure: timeout, dns, refused-address, connect, tls, reset, protocol, proxy, status, interrupted …';
comment on column delivery_log.delivery_created_at is 'When the delivery was made';
comment on column delivery_log.logged_at is 'When this line was written';
create table delivery_log_success partition of delivery_log for values in ('success') partition by range (id);
comment on table delivery_log_success is 'Lines of delivered calls';
create table delivery_log_failure partition of delivery_log for values in ('failure') partition by range (id);
comment on table delivery_log_failure is 'Lines of failed tries';
create index delivery_log_id on delivery_log (id);
create index delivery_log_delivery on delivery_log (delivery_id);
create index delivery_log_event on delivery_log (event_id);
create index delivery_log_web_hook on delivery_log (web_hook_id, delivery_id);
create index delivery_log_failed on delivery_log_failure (delivery_id) where final_state = 'failed';
create index delivery_log_web_hook_failed on delivery_log_failure (web_hook_id, delivery_id) where final_state = 'failed';

create table replays (
  id uuid primary key,
  web_hook_id uuid not null references web_hooks,
  since timestamptz not null,
  until timestamptz not null,
  only_which text not null check (only_which in ('failed', 'missed', 'all')),
  state text not null check (state in ('running', 'done', 'cancelled')),
  position bigint not null default 0,
  total bigint not null check (total >= 0),
  queued bigint not null default 0 check (queued >= 0),
  created_at timestamptz not null,
  finished_at timestamptz,
  check (since < until),
  check ((state = 'running') = (finished_at is null))
);
comment on table replays is 'Repeating the events of a time window to one web hook';
comment on column replays.id is 'Names the replay';
comment on column replays.web_hook_id is 'To whom';
comment on column replays.since is 'Start of the window, by the events'' time';
comment on column replays.until is 'End of the window';
comment on column replays.only_which is 'failed: their delivery failed; missed: no delivery at all; all: every one';
comment on column replays.state is 'running until its last delivery is finished';
comment on column replays.position is 'Ordinal of the last event looked at';
comment on column replays.total is 'Events in it when it was begun';
comment on column replays.queued is 'Deliveries made so far';
comment on column replays.created_at is 'When it was begun';
comment on column replays.finished_at is 'When it was done or cancelled';
create index replays_running on replays (id) where state = 'running';
