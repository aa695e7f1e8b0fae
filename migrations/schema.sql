-- What the migrations make, in one place, to read. Written by `npm run schema`; a test holds it
-- against the database. Nothing runs this file.

-- A tenant: users, rooms and meetings belong to one account and are invisible to others
create table accounts (
  id object_id not null, -- accountId of the wire contract
  white_label_id object_id not null, -- The instance it belongs to
  name text not null, -- Shown in administration
  created_at timestamp with time zone not null default now(), -- When it was created
  people_limit integer, -- At most so many people in one of its meetings, whatever the type's own limit is; null: the type's own
  shares_meetings boolean not null default false, -- Whether its hosts see, change and host every meeting of the account, instead of their own and those they are invited to; accounts from before this column keep doing so
  recording_layout text, -- How the films of its recordings show people: who speaks large, or all alike; null: as the instance has it
  is_sandbox boolean not null default false, -- For trying things out: nothing is mailed to or for this account, and what its meetings wait for can be brought forward
  PRIMARY KEY (id),
  FOREIGN KEY (white_label_id) REFERENCES white_labels(id),
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK (((people_limit >= 2) AND (people_limit <= 1000))),
  CHECK ((recording_layout = ANY (ARRAY['speaker'::text, 'grid'::text])))
);

-- Keys with which machines call the API; what a key makes belongs to its owner
create table api_keys (
  id object_id not null, -- Names the key in administration
  user_id object_id not null, -- The owner, recorded as the author of what the key makes
  account_id object_id, -- The account it is confined to; null: the whole instance
  name text not null, -- What it is for
  prefix text not null, -- First characters of the key, so that people can tell keys apart
  key_hash bytea not null, -- SHA-256 of the key; keys are random, so a slow hash adds nothing
  scopes text[] not null, -- What it may do: resource:read or resource:write
  created_at timestamp with time zone not null default now(), -- When it was made
  last_used_at timestamp with time zone, -- Last use, to the minute
  revoked_at timestamp with time zone, -- Since when it is refused
  UNIQUE (key_hash),
  PRIMARY KEY (id),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CHECK ((length(key_hash) = 32)),
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK ((length(prefix) <= 16)),
  CHECK ((scopes <@ ARRAY['meetings:read'::text, 'meetings:write'::text, 'recordings:read'::text, 'recordings:write'::text, 'summaries:read'::text, 'summaries:write'::text, 'web-hooks:read'::text, 'web-hooks:write'::text, 'deliveries:read'::text, 'deliveries:write'::text, 'events:read'::text, 'administration:read'::text, 'administration:write'::text]))
);

-- Who changed what in administration, and what the server decided by itself
create table audit_events (
  id bigint not null generated always as identity, -- Order of recording
  at timestamp with time zone not null default now(), -- When
  account_id object_id, -- The account concerned; null: the instance
  actor text not null, -- user:<id>, api-key:<id>, participant:<id> or server
  action text not null, -- resource.verb, such as web-hook.updated
  subject text not null, -- Id of the thing concerned
  details jsonb not null default '{}'::jsonb, -- What changed; never a secret
  PRIMARY KEY (id)
);
CREATE INDEX audit_events_account ON audit_events USING btree (account_id, id);
CREATE INDEX audit_events_subject ON audit_events USING btree (subject, id);

-- Pictures of the white label; in the database, so that every process and every backup has them
create table brand_images (
  name text not null, -- logo: on pages; print-logo: in mails and PDFs, in place of the logo; icon: of browser tabs
  media_type text not null, -- As the bytes themselves say, not as the upload claimed
  bytes bytea not null, -- The picture, as it was uploaded
  version text not null, -- Begin of the SHA-256 of the bytes: ETag, and part of the picture's address
  updated_at timestamp with time zone not null default now(), -- Last upload
  PRIMARY KEY (name),
  CHECK (((length(bytes) >= 1) AND (length(bytes) <= 524288))),
  CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text, 'image/webp'::text, 'image/svg+xml'::text]))),
  CHECK ((name = ANY (ARRAY['logo'::text, 'print-logo'::text, 'icon'::text]))),
  CHECK ((version ~ '^[0-9A-Za-z_-]{16}$'::text))
);

-- Chat of meetings that are on, the newest of each; none off the record, and deleted at the close
create table chat_messages (
  id bigint not null generated always as identity, -- In the order in which they came
  occurrence_id uuid not null, -- Where it was written
  participant_id object_id not null, -- Who wrote it
  name text not null, -- Their name then
  text text not null, -- What they wrote, up to 4000 characters
  sent_at timestamp with time zone not null, -- When the server took it
  message_id object_id not null, -- Names the message to people in the room, who get it before it is stored
  PRIMARY KEY (id),
  FOREIGN KEY (occurrence_id) REFERENCES occurrences(id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id) REFERENCES participants(id) ON DELETE CASCADE,
  CHECK (((text <> ''::text) AND (length(text) <= 4000)))
);
CREATE INDEX chat_messages_occurrence ON chat_messages USING btree (occurrence_id, id);
CREATE INDEX chat_messages_participant ON chat_messages USING btree (participant_id);
CREATE UNIQUE INDEX chat_messages_message ON chat_messages USING btree (occurrence_id, message_id);

-- Calls still owed: one row per event and web hook; a finished delivery leaves this table for its log
create table deliveries (
  id bigint not null generated always as identity, -- Names the delivery, also after it is finished
  event_id uuid not null, -- What it tells; no foreign key, events are partitioned and outlive every delivery
  web_hook_id uuid not null, -- Where it goes
  epoch integer not null, -- The web hook's epoch when it was made
  meeting_id object_id not null, -- Lane: the event's first meeting
  origin_id integer not null, -- Lane: the receiver
  sequence bigint not null, -- Place in the lane: the event's number for that meeting
  other_meeting_ids text[], -- Further lanes of an event about several meetings
  other_sequences bigint[], -- Places in those lanes
  kind text not null, -- original: made with the event; resend and replay repeat it
  lane_class smallint not null, -- 0: originals; 1: resends and replays, which hold nothing of the former back
  repeats bigint, -- The finished delivery that a resend repeats
  replay_id uuid, -- The replay that made it
  state text not null default 'pending'::text, -- pending: due at due_at; sending: leased; held: waits for its lane. paused is not stored: it follows from the web hook
  attempts integer not null default 0, -- Calls begun: webhook-attempt
  failures integer not null default 0, -- Failed calls that count against the retry schedule
  due_at timestamp with time zone not null, -- When it may go out; untouched by a claim, so that the update stays in its page
  first_failed_at timestamp with time zone, -- From then on the hold limit runs for those behind it
  held_by bigint, -- The call it waits for; a hint, judged anew at due_at
  held_since timestamp with time zone, -- When it was first found held
  lease_token uuid, -- Whoever has it may finish the delivery
  created_at timestamp with time zone not null, -- When it was made
  interruptions smallint not null default 0, -- Calls during which the process that made them ended; set aside when there are too many
  PRIMARY KEY (id),
  FOREIGN KEY (web_hook_id) REFERENCES web_hooks(id),
  CHECK ((attempts >= 0)),
  CHECK (((state = 'sending'::text) = (lease_token IS NOT NULL))),
  CHECK (((state = 'held'::text) = (held_by IS NOT NULL))),
  CHECK (((kind = 'original'::text) = (lane_class = 0))),
  CHECK (((failures > 0) = (first_failed_at IS NOT NULL))),
  CHECK ((failures <= attempts)),
  CHECK (((interruptions >= 0) AND (interruptions <= attempts))),
  CHECK ((failures >= 0)),
  CHECK ((kind = ANY (ARRAY['original'::text, 'resend'::text, 'replay'::text]))),
  CHECK ((lane_class = ANY (ARRAY[0, 1]))),
  CHECK ((sequence > 0)),
  CHECK ((state = ANY (ARRAY['pending'::text, 'sending'::text, 'held'::text])))
);
CREATE INDEX deliveries_held ON deliveries USING btree (held_by) WHERE (held_by IS NOT NULL);
CREATE INDEX deliveries_lane ON deliveries USING btree (meeting_id, origin_id, lane_class, sequence, id);
CREATE INDEX deliveries_ready ON deliveries USING btree (web_hook_id, epoch, due_at, id);
CREATE INDEX deliveries_repeats ON deliveries USING btree (event_id) WHERE (kind <> 'original'::text);
CREATE INDEX deliveries_replay ON deliveries USING btree (replay_id) WHERE (replay_id IS NOT NULL);
CREATE UNIQUE INDEX deliveries_once ON deliveries USING btree (event_id, web_hook_id) WHERE (kind = 'original'::text);

-- One row per claimed batch; deliveries of a lease that ran out are taken over
create table delivery_leases (
  token uuid not null, -- lease_token of its deliveries
  leased_until timestamp with time zone not null, -- By the database's clock
  delivery_ids bigint[] not null, -- The batch; some may be finished already
  process integer, -- Advisory lock that the session of the claiming process holds for as long as it lives
  PRIMARY KEY (token),
  CHECK ((process > 0))
);
CREATE INDEX delivery_leases_until ON delivery_leases USING btree (leased_until);

-- One line per try, and one where a delivery ended without a try
create table delivery_log (
  id uuid not null, -- A UUIDv7: order, and the partition
  outcome text not null, -- success: kept as long as delivered calls are; failure: kept longer
  delivery_id bigint not null, -- The delivery
  event_id uuid, -- What was told; null for a test call
  web_hook_id uuid not null, -- Whom it was told
  hook text not null, -- The hook's name
  kind text not null, -- As of the delivery; test: a test call
  repeats bigint, -- The delivery that a resend repeats
  replay_id uuid, -- The replay that made it
  attempt integer not null, -- webhook-attempt; of a delivery that ended without a try, the number of its tries so far
  final_state text, -- Set on the last line of a delivery
  reason text, -- Why it failed, in words
  next_attempt_at timestamp with time zone, -- When the next try is due
  started_at timestamp with time zone, -- When the call began; null: no call was made
  duration_ms real, -- Of the whole exchange
  dns_ms real, -- Looking the name up; null on a reused connection
  connect_ms real, -- TCP; null on a reused connection
  tls_ms real, -- TLS; null on a reused connection
  first_byte_ms real, -- From the request to the first byte of the answer
  address text, -- The address that was called
  method text, -- As sent
  url text, -- As called
  request_headers text, -- JSON object; keys and signatures masked
  test_body bytea, -- Body of a test call, which has no event
  status smallint, -- HTTP status of the answer; null: none came
  response_headers text, -- JSON object
  response_body bytea, -- First 16 KiB
  truncated boolean not null default false, -- The answer was longer, or broke off
  error_class text, -- Kind of failure: timeout, dns, refused-address, connect, tls, reset, protocol, proxy, status, interrupted …
  delivery_created_at timestamp with time zone not null, -- When the delivery was made
  logged_at timestamp with time zone not null, -- When this line was written
  CHECK ((attempt >= 0)),
  CHECK (((outcome = 'success'::text) = (NOT (final_state IS DISTINCT FROM 'delivered'::text)))),
  CHECK (((kind = 'test'::text) = (event_id IS NULL))),
  CHECK (((final_state IS NULL) OR (next_attempt_at IS NULL))),
  CHECK ((final_state = ANY (ARRAY['delivered'::text, 'failed'::text]))),
  CHECK ((kind = ANY (ARRAY['original'::text, 'resend'::text, 'replay'::text, 'test'::text]))),
  CHECK ((outcome = ANY (ARRAY['success'::text, 'failure'::text])))
) partition by list (outcome);
CREATE INDEX delivery_log_delivery ON ONLY delivery_log USING btree (delivery_id);
CREATE INDEX delivery_log_event ON ONLY delivery_log USING btree (event_id);
CREATE INDEX delivery_log_id ON ONLY delivery_log USING btree (id);
CREATE INDEX delivery_log_web_hook ON ONLY delivery_log USING btree (web_hook_id, delivery_id);

-- Lines of failed tries
create table delivery_log_failure partition of delivery_log FOR VALUES IN ('failure') partition by range (id);

-- Lines of delivered calls
create table delivery_log_success partition of delivery_log FOR VALUES IN ('success') partition by range (id);

-- Files that belong to a meeting; their bytes are in the storage
create table documents (
  id object_id not null, -- id of the document, and its file's name
  meeting_id object_id not null, -- The meeting
  name text not null, -- File name as uploaded
  mime_type text not null, -- As declared on upload
  size_bytes bigint not null, -- Size
  url_token text not null, -- Capability in its URL
  created_at timestamp with time zone not null, -- When it was uploaded
  PRIMARY KEY (id),
  FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  CHECK (((length(mime_type) >= 3) AND (length(mime_type) <= 255))),
  CHECK (((length(name) >= 1) AND (length(name) <= 255))),
  CHECK ((size_bytes >= 0))
);
CREATE INDEX documents_meeting ON documents USING btree (meeting_id, id);

-- The events of a meeting, in order
create table event_meetings (
  event_id uuid not null, -- The event
  meeting_id object_id not null, -- A meeting that it is about; it may be deleted by now
  sequence bigint not null, -- 1, 2, 3 … per meeting
  PRIMARY KEY (meeting_id, sequence, event_id),
  CHECK ((sequence > 0))
) partition by range (event_id);

-- What happened to meetings, recorded in the transaction of its cause; never changes, but for erasure
create table events (
  id uuid not null, -- webhook-id; a UUIDv7, so that partitions are found by it
  ordinal bigint not null, -- Place in the feed, drawn after the meeting's lock
  hook text not null, -- The hook that it calls
  account_id object_id not null, -- The tenant
  meeting_ids text[] not null, -- The meetings it is about, in the order of the body
  sequences bigint[] not null, -- Their numbers, in the same order: webhook-sequence
  body bytea, -- The exact bytes that every call of it carries; bytea because jsonb reorders keys
  erased_at timestamp with time zone, -- When the body was erased on request
  created_at timestamp with time zone not null, -- When it was recorded
  occurrence timestamp with time zone, -- webhook-occurrence: the start that the series' rule gives the occurrence which it is about; null: it is about no single one
  changes text[], -- webhook-change: of each meeting, in the same order, what changed of its series; - for one that is no series; null: none is
  PRIMARY KEY (id),
  CHECK ((changes <@ ARRAY['-'::text, 'series'::text, 'occurrence'::text, 'occurrence-cancelled'::text, 'following'::text])),
  CHECK ((cardinality(sequences) = cardinality(meeting_ids))),
  CHECK (((body IS NULL) = (erased_at IS NOT NULL))),
  CHECK (((changes IS NULL) OR (cardinality(changes) = cardinality(meeting_ids)))),
  CHECK (((occurrence IS NULL) OR ((cardinality(changes) = 1) AND (changes[1] = ANY (ARRAY['occurrence'::text, 'occurrence-cancelled'::text, 'following'::text]))))),
  CHECK (((occurrence IS NOT NULL) OR (NOT (changes && ARRAY['occurrence'::text, 'occurrence-cancelled'::text, 'following'::text])))),
  CHECK ((hook = ANY (ARRAY['onMeetingScheduled'::text, 'onMeetingUpdated'::text, 'onMeetingClosed'::text, 'onMeetingDeleted'::text, 'onMeetingSummaryCreated'::text, 'onMeetingRecordingCreated'::text]))),
  CHECK ((cardinality(meeting_ids) > 0))
) partition by range (id);
CREATE INDEX events_ordinal ON ONLY events USING btree (ordinal);

-- Where the feed begins
create table feed_state (
  id integer not null default 1, -- One row
  oldest_ordinal bigint not null default 0, -- Highest ordinal that retention has dropped; a cursor before it has expired
  PRIMARY KEY (id),
  CHECK ((id = 1))
);

-- Messages of the chat that a host hid: they are not stored, also where that was about to happen. Deleted at the close
create table hidden_messages (
  occurrence_id uuid not null, -- Where it was written
  message_id object_id not null, -- The message
  PRIMARY KEY (occurrence_id, message_id),
  FOREIGN KEY (occurrence_id) REFERENCES occurrences(id) ON DELETE CASCADE
);

-- Answers to POST requests that carried an Idempotency-Key, kept for a day
create table idempotency_keys (
  owner text not null, -- Who sent it; another caller's equal key is another key
  key text not null, -- The header's value
  request_hash bytea not null, -- SHA-256 of method, path and body: the same key with another request is refused
  status integer, -- Status of the stored answer; null while the first request still runs
  headers jsonb, -- Headers of the stored answer that matter to a client
  body text, -- Body of the stored answer
  created_at timestamp with time zone not null default now(), -- When the first request came; a day later the key is forgotten
  PRIMARY KEY (owner, key),
  CHECK (((status IS NULL) = (body IS NULL))),
  CHECK (((length(key) >= 1) AND (length(key) <= 255))),
  CHECK ((length(request_hash) = 32))
);
CREATE INDEX idempotency_keys_age ON idempotency_keys USING btree (created_at);

-- What became of the latest mail to each invitee; none: nobody mailed them, or before this was noted
create table invitation_states (
  meeting_id object_id not null, -- The meeting
  email text not null, -- The address, in lower case
  mail_id bigint not null, -- The mail, in mails for as long as it is owed; what becomes of an older one is not noted any more
  kind text not null, -- What it says
  state text not null, -- waiting: owed; sent: the mail server has taken it; failed: given up
  fault text, -- Why the latest try failed; null: none has failed
  answer text, -- What the mail server said then
  changed_at timestamp with time zone not null, -- Since when it is so
  PRIMARY KEY (meeting_id, email),
  FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  CHECK ((length(answer) <= 500)),
  CHECK (((state <> 'sent'::text) OR (fault IS NULL))),
  CHECK (((state <> 'failed'::text) OR (fault IS NOT NULL))),
  CHECK (((fault IS NULL) = (answer IS NULL))),
  CHECK (((email = lower(email)) AND (length(email) <= 320))),
  CHECK ((kind = ANY (ARRAY['invitation'::text, 'update'::text, 'cancellation'::text]))),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX invitation_states_failed ON invitation_states USING btree (changed_at) WHERE (state = 'failed'::text);

-- invitedParticipants of the wire contract
create table invitees (
  meeting_id object_id not null, -- The meeting they are invited to
  position integer not null, -- Order as given, from 0
  name text not null, -- Name, may be empty
  email text not null, -- Address of the invitation
  role text not null, -- What they may do inside
  language text not null, -- BCP 47 tag of the invitation
  PRIMARY KEY (meeting_id, "position"),
  FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  CHECK ((length(email) <= 320)),
  CHECK ((length(language) <= 35)),
  CHECK ((length(name) <= 200)),
  CHECK (("position" >= 0)),
  CHECK ((role = ANY (ARRAY['host'::text, 'participant'::text])))
);

-- What some people are told of a meeting: the same for all of them, each in their language
create table mailings (
  id bigint not null generated always as identity, -- Order of writing
  meeting_id object_id not null, -- The meeting; no foreign key, a cancellation outlives it
  account_id object_id not null, -- The tenant
  kind text not null, -- invitation: come; update: it changed; cancellation: it is off
  topic text not null, -- As it was then
  agenda text not null, -- As it was then
  start_time timestamp with time zone not null, -- As it was then
  end_time timestamp with time zone not null, -- As it was then
  timezone text not null, -- In which the mail writes times
  meeting_number text not null, -- The sixteen digits
  join_url text not null, -- Where people join
  is_recurring boolean not null, -- Whether the mail says that it repeats
  organizer_name text not null, -- Who invites
  organizer_email text not null, -- Where answers go; empty: nowhere
  calendar text not null, -- The iCalendar object that goes with it
  created_at timestamp with time zone not null, -- When it was written
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['invitation'::text, 'update'::text, 'cancellation'::text])))
);

-- One mail to one person, for as long as it is owed
create table mails (
  id bigint not null generated always as identity, -- Order of writing
  mailing_id bigint not null, -- What it says
  name text not null, -- The recipient
  email text not null, -- Where it goes
  language text not null, -- BCP 47 tag in which it is written
  failures integer not null default 0, -- Tries so far
  due_at timestamp with time zone not null, -- When the next try may begin; put ahead while one is under way, so that a dead process's mails are taken over
  PRIMARY KEY (id),
  FOREIGN KEY (mailing_id) REFERENCES mailings(id) ON DELETE CASCADE,
  CHECK ((failures >= 0))
);
CREATE INDEX mails_due ON mails USING btree (due_at, id);
CREATE INDEX mails_mailing ON mails USING btree (mailing_id);

-- Servers with an embedded media engine; one row while such a server runs
create table media_nodes (
  id uuid not null, -- Of the process; new at each start
  url text not null, -- How browsers reach its engine: MEDIA_URL, or PUBLIC_URL
  started_at timestamp with time zone not null default now(), -- When it was started
  alive_at timestamp with time zone not null default now(), -- Last sign of life, by the database's clock
  PRIMARY KEY (id),
  CHECK (((length(url) >= 1) AND (length(url) <= 2000)))
);

-- What the embedded media engine measured of each person who is connected, once a minute; kept for seven days
create table media_quality (
  participant_id object_id not null, -- Whose connection it is
  measured_at timestamp with time zone not null, -- When, by the database's clock
  quality text not null, -- As pages show it to the others
  loss_in real not null, -- Share of packets lost on the way from the participant; 0.05 is 5 %
  loss_out real not null, -- Share of packets lost on the way to the participant
  round_trip_ms integer, -- To the participant and back; null: not measured yet
  bits_per_second_in bigint not null, -- From the participant
  bits_per_second_out bigint not null, -- To the participant
  paused_pictures integer not null, -- Pictures that they wanted and did not get, because their connection does not carry them
  PRIMARY KEY (participant_id, measured_at),
  FOREIGN KEY (participant_id) REFERENCES participants(id) ON DELETE CASCADE,
  CHECK ((bits_per_second_in >= 0)),
  CHECK ((bits_per_second_out >= 0)),
  CHECK (((loss_in >= (0)::double precision) AND (loss_in <= (1)::double precision))),
  CHECK (((loss_out >= (0)::double precision) AND (loss_out <= (1)::double precision))),
  CHECK ((paused_pictures >= 0)),
  CHECK ((quality = ANY (ARRAY['excellent'::text, 'good'::text, 'poor'::text, 'lost'::text]))),
  CHECK ((round_trip_ms >= 0))
);
CREATE INDEX media_quality_age ON media_quality USING btree (measured_at);

-- The number of a meeting's latest event; its row lock orders the meeting's events
create table meeting_sequences (
  meeting_id object_id not null, -- The meeting; it may be deleted by now
  last_sequence bigint not null, -- Number of its latest event
  PRIMARY KEY (meeting_id),
  CHECK ((last_sequence > 0))
);

-- A meeting or a whole series of them; when it takes place is in its occurrences
create table meetings (
  id object_id not null, -- id of the wire contract
  number text not null, -- meetingId of the wire contract: the number people type to join
  account_id object_id not null, -- The tenant
  room_id object_id not null, -- The room it is held in
  topic text not null, -- What it is about
  agenda text not null default ''::text, -- Plain text
  type text not null, -- offTheRecord is never recorded and has no minutes
  timezone text not null, -- IANA name in which a series is expanded
  series_start timestamp with time zone not null, -- Start of the first occurrence: weekday and day of month follow from it
  duration_minutes integer not null, -- Length of an occurrence that was not changed by itself
  frequency_type text not null default ''::text, -- Empty: not recurring
  frequency integer, -- Interval in units of frequency_type; null: not recurring
  monthly_pattern text not null default ''::text, -- Of a monthly series: by day of month or by weekday
  ends_type text not null default ''::text, -- How the series ends
  ends_on timestamp with time zone not null, -- Last moment at which an occurrence may start; creation time where it means nothing
  ends_after integer not null default 0, -- Number of occurrences; 0 where it means nothing
  is_recorded boolean not null default false, -- The server records it, from the first person inside on
  is_dialin boolean not null default false, -- Telephone numbers are offered
  video_resolution text not null, -- Wanted resolution of cameras and of the recording
  added_by_user_id object_id not null, -- Who scheduled it
  added_by_email text not null, -- Their e-mail address at that time
  added_by_username text not null, -- Their name at that time
  ical_sequence integer not null default 0, -- RFC 5545 SEQUENCE
  ics_token text not null, -- Capability in the URL of the calendar file; a secret in logs
  is_demo boolean not null default false, -- Made by the demo
  is_promo boolean not null default false, -- Made for promotion
  version integer not null default 1, -- Rises with every stored change: the ETag
  created_at timestamp with time zone not null, -- When it was scheduled
  lobby text not null default 'nobody'::text, -- Who waits until a host lets them in; hosts never wait
  entry_before_host boolean not null default true, -- False: participants wait until a host is inside
  muted_on_entry text not null default 'fromFive'::text, -- Who comes in with the microphone muted: nobody, everybody from the fifth person on, or everybody
  may_unmute boolean not null default true, -- False: who was muted by a host cannot unmute again
  UNIQUE (number),
  PRIMARY KEY (id),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  FOREIGN KEY (added_by_user_id) REFERENCES users(id),
  FOREIGN KEY (room_id) REFERENCES rooms(id),
  CHECK ((length(agenda) <= 20000)),
  CHECK (((frequency_type = ''::text) = (frequency IS NULL))),
  CHECK (((frequency_type = ''::text) = (ends_type = ''::text))),
  CHECK (((frequency_type = 'monthly'::text) = (monthly_pattern <> ''::text))),
  CHECK (((ends_type = 'after'::text) = (ends_after > 0))),
  CHECK ((NOT ((type = 'offTheRecord'::text) AND is_recorded))),
  CHECK (((duration_minutes >= 1) AND (duration_minutes <= 1440))),
  CHECK (((ends_after >= 0) AND (ends_after <= 10000))),
  CHECK ((ends_type = ANY (ARRAY[''::text, 'never'::text, 'on'::text, 'after'::text]))),
  CHECK (((frequency >= 1) AND (frequency <= 1000))),
  CHECK ((frequency_type = ANY (ARRAY[''::text, 'daily'::text, 'weekly'::text, 'monthly'::text, 'yearly'::text]))),
  CHECK ((ical_sequence >= 0)),
  CHECK ((length(ics_token) = 73)),
  CHECK ((lobby = ANY (ARRAY['nobody'::text, 'guests'::text, 'everybody'::text]))),
  CHECK ((monthly_pattern = ANY (ARRAY[''::text, 'dayOfMonth'::text, 'dayOfWeek'::text]))),
  CHECK ((muted_on_entry = ANY (ARRAY['never'::text, 'fromFive'::text, 'always'::text]))),
  CHECK ((number ~ '^\d{4}-\d{4}-\d{4}-\d{4}$'::text)),
  CHECK ((length(timezone) <= 100)),
  CHECK (((length(topic) >= 1) AND (length(topic) <= 500))),
  CHECK ((type = ANY (ARRAY['standard'::text, 'boardroom'::text, 'classroom'::text, 'offTheRecord'::text]))),
  CHECK ((version > 0)),
  CHECK ((video_resolution = ANY (ARRAY['low'::text, 'standard'::text, 'hd'::text])))
);
CREATE INDEX meetings_account ON meetings USING btree (account_id, id);

-- Files of migrations/ that were applied
create table migrations (
  name text not null, -- File name
  sha256 text not null, -- Of the file: one that was applied must never change
  applied_at timestamp with time zone not null default now(), -- When
  PRIMARY KEY (name)
);

-- One time that a meeting takes place; a meeting that is not recurring has one
create table occurrences (
  id uuid not null, -- meetingToken of the wire contract
  meeting_id object_id not null, -- The meeting or series
  recurrence_start timestamp with time zone not null, -- Start by the series' rule: names the occurrence even when it was moved
  start_time timestamp with time zone not null, -- When it starts
  end_time timestamp with time zone not null, -- When it is planned to end
  topic text, -- Of this occurrence alone; null: the series'
  agenda text, -- Of this occurrence alone; null: the series'
  minutes text not null default ''::text, -- Minutes written so far; the summary takes them over
  state text not null, -- planned: changed by itself ahead of time; current: the one that people join next; closed; cancelled: deleted from its series
  first_joined_at timestamp with time zone, -- When somebody was inside for the first time
  last_left_at timestamp with time zone, -- When the last person left; null while somebody is inside or nobody came
  close_due_at timestamp with time zone, -- When it closes by itself if nothing changes
  closed_at timestamp with time zone, -- dtClosedAt of the wire contract
  close_reason text, -- Why it was closed
  summary_due_at timestamp with time zone, -- When its summary is to be made; null once made, or before the close
  media_node_id uuid, -- The server whose embedded engine has its picture and sound; null: LiveKit, or nobody has joined, or that server has ended
  media_url text, -- Where browsers connect for its picture and sound; null: nobody has joined yet. Its host is sfuHostname of the summary
  lobby text, -- As the meeting's, for this occurrence; null: the meeting's
  entry_before_host boolean, -- As the meeting's, for this occurrence; null: the meeting's
  muted_on_entry text, -- As the meeting's, for this occurrence; null: the meeting's
  may_unmute boolean, -- As the meeting's, for this occurrence; null: the meeting's
  is_locked boolean not null default false, -- Nobody new is let in, not even into the lobby; hosts are
  strangers_wait boolean not null default false, -- Somebody was removed: who comes without session, join link or a known token waits, since it may be the same person
  advanced_seconds integer not null default 0, -- Of a sandbox: by how much the clock is ahead for this occurrence, when it opens and when it closes by itself
  recording_paused_at timestamp with time zone, -- Since when a host has paused the recording; null: it is not paused
  recording_stopped_at timestamp with time zone, -- Since when it is not recorded any more, although its meeting is; null: it is recorded
  recording_stop_reason text, -- A host stopped it, the disk is almost full, or the recording is as large as it may be
  UNIQUE (meeting_id, recurrence_start),
  PRIMARY KEY (id),
  FOREIGN KEY (media_node_id) REFERENCES media_nodes(id) ON DELETE SET NULL,
  FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  CHECK (((advanced_seconds >= 0) AND (advanced_seconds <= 315360000))),
  CHECK ((length(agenda) <= 20000)),
  CHECK ((end_time > start_time)),
  CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  CHECK (((closed_at IS NULL) = (close_reason IS NULL))),
  CHECK (((state = 'current'::text) = (close_due_at IS NOT NULL))),
  CHECK (((summary_due_at IS NULL) OR (state = 'closed'::text))),
  CHECK (((last_left_at IS NULL) OR (first_joined_at IS NOT NULL))),
  CHECK ((close_reason = ANY (ARRAY['by-hand'::text, 'nobody-came'::text, 'everybody-left'::text, 'too-long'::text, 'deleted'::text]))),
  CHECK ((lobby = ANY (ARRAY['nobody'::text, 'guests'::text, 'everybody'::text]))),
  CHECK (((length(media_url) >= 1) AND (length(media_url) <= 2000))),
  CHECK ((length(minutes) <= 200000)),
  CHECK ((muted_on_entry = ANY (ARRAY['never'::text, 'fromFive'::text, 'always'::text]))),
  CHECK (((recording_paused_at IS NULL) OR (recording_stopped_at IS NULL))),
  CHECK ((recording_stop_reason = ANY (ARRAY['host'::text, 'disk-full'::text, 'too-large'::text]))),
  CHECK (((recording_stopped_at IS NULL) = (recording_stop_reason IS NULL))),
  CHECK ((state = ANY (ARRAY['planned'::text, 'current'::text, 'closed'::text, 'cancelled'::text]))),
  CHECK (((length(topic) >= 1) AND (length(topic) <= 500)))
);
CREATE INDEX occurrences_close_due ON occurrences USING btree (close_due_at) WHERE (state = 'current'::text);
CREATE INDEX occurrences_media_node ON occurrences USING btree (media_node_id) WHERE (media_node_id IS NOT NULL);
CREATE INDEX occurrences_start ON occurrences USING btree (start_time, id);
CREATE INDEX occurrences_summary_due ON occurrences USING btree (summary_due_at) WHERE (summary_due_at IS NOT NULL);
CREATE UNIQUE INDEX occurrences_one_current ON occurrences USING btree (meeting_id) WHERE (state = 'current'::text);

-- Links that let a user set a password once
create table one_time_links (
  token_hash bytea not null, -- SHA-256 of the token; the token itself is never stored
  user_id object_id not null, -- Whose password it sets
  purpose text not null, -- set-up: the seeded administrator of a new instance
  expires_at timestamp with time zone not null, -- Not accepted from here on
  used_at timestamp with time zone, -- When it was used; a used link is dead
  PRIMARY KEY (token_hash),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CHECK ((purpose = ANY (ARRAY['set-up'::text, 'invitation'::text, 'password-reset'::text]))),
  CHECK ((length(token_hash) = 32))
);
CREATE INDEX one_time_links_user ON one_time_links USING btree (user_id);

-- Attempts to sign in by OpenID that came back; each is accepted once
create table openid_attempts_used (
  id text not null, -- Random, from the attempt's cookie
  expires_at timestamp with time zone not null, -- From here on the attempt is refused as too old, and the row is not needed
  PRIMARY KEY (id),
  CHECK (((length(id) >= 1) AND (length(id) <= 64)))
);
CREATE INDEX openid_attempts_used_expiry ON openid_attempts_used USING btree (expires_at);

-- Receivers: scheme, host and port; order is kept per meeting and receiver
create table origins (
  id integer not null generated always as identity, -- Short form for the lane index
  origin text not null, -- As in RFC 6454
  certificate_valid_from timestamp with time zone, -- Of the certificate that the receiver showed last; null: none was seen
  certificate_valid_to timestamp with time zone, -- Until when that certificate is valid
  UNIQUE (origin),
  PRIMARY KEY (id),
  CHECK (((certificate_valid_from IS NULL) = (certificate_valid_to IS NULL)))
);

-- A person in an occurrence, however often they came and went
create table participants (
  id object_id not null, -- participantId of the API
  occurrence_id uuid not null, -- The occurrence they came to
  user_id object_id, -- The signed-in user, if any
  guest_token_hash bytea not null, -- SHA-256 of the token that makes a returning guest the same person
  name text not null, -- Name as given on joining
  email text not null default ''::text, -- Address as given on joining, may be empty
  role text not null, -- What they may do inside
  info jsonb not null, -- Browser and system: the six keys of the wire contract
  connection_id uuid, -- The newest room connection; an older one is replaced
  last_seen_at timestamp with time zone, -- Last sign of life of that connection
  created_at timestamp with time zone not null, -- When they first asked to join
  clock_difference_ms bigint, -- Server time minus the time of the participant's clock, measured by pings on the room's socket; null: not measured
  kept_text_bytes integer not null default 0, -- Bytes of the questions and answers of this participant that are kept for the summary, to bound what one may write into it
  admission text not null default 'admitted'::text, -- Whether they may be inside: admitted, waiting in the lobby, refused for this visit, or removed
  waits_for text, -- Of who waits: until a host is inside, or until a host decides; null: does not wait
  removed_at timestamp with time zone, -- When a host removed them; null: nobody did, or they were let back
  is_co_host boolean not null default false, -- A host gave them a host's powers for this occurrence
  is_muted boolean not null default false, -- A host muted them, and they may not unmute: their microphone is not sent
  refusal_word text, -- What the host said with the refusal, shown to the refused person; null: nothing, or not refused
  hand_raised_at timestamp with time zone, -- Since when their hand is raised, which is its place in the order; null: it is not
  has_floor boolean not null default false, -- A host gave them the floor of a boardroom, or brought them to the stage of a classroom
  UNIQUE (occurrence_id, guest_token_hash),
  PRIMARY KEY (id),
  FOREIGN KEY (occurrence_id) REFERENCES occurrences(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  CHECK ((admission = ANY (ARRAY['admitted'::text, 'waiting'::text, 'refused'::text, 'removed'::text]))),
  CHECK (((NOT is_co_host) OR (admission = 'admitted'::text))),
  CHECK ((length(email) <= 320)),
  CHECK (((NOT has_floor) OR (admission = 'admitted'::text))),
  CHECK ((length(guest_token_hash) = 32)),
  CHECK (((hand_raised_at IS NULL) OR (admission = 'admitted'::text))),
  CHECK ((kept_text_bytes >= 0)),
  CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  CHECK (((refusal_word IS NULL) OR ((admission = 'refused'::text) AND ((length(refusal_word) >= 1) AND (length(refusal_word) <= 200))))),
  CHECK (((admission <> 'removed'::text) OR (removed_at IS NOT NULL))),
  CHECK ((role = ANY (ARRAY['host'::text, 'participant'::text]))),
  CHECK (((admission = 'waiting'::text) = (waits_for IS NOT NULL))),
  CHECK ((waits_for = ANY (ARRAY['host'::text, 'decision'::text])))
);
CREATE INDEX participants_waiting ON participants USING btree (occurrence_id) WHERE (admission = 'waiting'::text);
CREATE UNIQUE INDEX participants_user ON participants USING btree (occurrence_id, user_id) WHERE (user_id IS NOT NULL);

-- Addresses for which somebody asked for a new password, whoever they are; looked up after the answer, so that the answer tells nothing
create table password_reset_requests (
  id bigint not null generated always as identity, -- Order of asking
  email text not null, -- As it was typed
  requested_at timestamp with time zone not null, -- When it was asked for
  PRIMARY KEY (id),
  CHECK ((length(email) <= 320))
);

-- meetingQuestions of the wire contract
create table questions (
  id object_id not null, -- Names the question
  occurrence_id uuid not null, -- Where it was asked
  question text not null, -- Its text
  asked_by text not null, -- Name of the asking participant
  answers jsonb not null default '[]'::jsonb, -- Array of texts
  created_at timestamp with time zone not null, -- When it was asked
  PRIMARY KEY (id),
  FOREIGN KEY (occurrence_id) REFERENCES occurrences(id) ON DELETE CASCADE,
  CHECK (((length(question) >= 1) AND (length(question) <= 2000)))
);
CREATE INDEX questions_occurrence ON questions USING btree (occurrence_id, id);

-- Wrong guesses of passwords, codes and keys; columns and their order are those of rate-limiter-flexible
create table rate_limits (
  key text not null, -- Limit and subject: guesses or locks, of an e-mail address (hashed), a browser, a user or a network
  points integer not null, -- Guesses, or locks, since the row began
  expire bigint, -- Epoch milliseconds from which on the row counts for nothing
  PRIMARY KEY (key),
  CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);
CREATE INDEX rate_limits_expire ON rate_limits USING btree (expire);

-- Which server records an occurrence; the row goes when its files have become parts, so that no merge begins before
create table recorder_leases (
  occurrence_id uuid not null, -- What is recorded
  holder uuid not null, -- Of the process; new at each start
  leased_until timestamp with time zone not null, -- By the database's clock: after it another server takes over
  recorded_until timestamp with time zone not null, -- When the recorder was known to be in the room, last; before its first arrival, since when it is wanted
  PRIMARY KEY (occurrence_id),
  FOREIGN KEY (occurrence_id) REFERENCES occurrences(id) ON DELETE CASCADE
);

-- Stretches of an occurrence of which nothing was recorded, because somebody wanted it so or because something was lost
create table recording_gaps (
  occurrence_id uuid not null, -- Of which meeting
  began_at timestamp with time zone not null, -- From when on, by the database's clock
  ended_at timestamp with time zone, -- Until when; null: it lasts
  reason text not null, -- paused and stopped: by a host; recorder-lost, server-lost: it ended without warning; disk-full, too-large: there was no room for it
  PRIMARY KEY (occurrence_id, began_at),
  FOREIGN KEY (occurrence_id) REFERENCES occurrences(id) ON DELETE CASCADE,
  CHECK ((ended_at >= began_at)),
  CHECK ((reason = ANY (ARRAY['paused'::text, 'stopped'::text, 'recorder-lost'::text, 'server-lost'::text, 'disk-full'::text, 'too-large'::text])))
);
CREATE UNIQUE INDEX recording_gaps_one_open ON recording_gaps USING btree (occurrence_id) WHERE (ended_at IS NULL);

-- One uninterrupted stretch of one participant, recorded by the server or uploaded by somebody else's recorder
create table recording_parts (
  id object_id not null, -- Names the part in the upload's URLs
  recording_id object_id not null, -- The recording it belongs to
  participant_id object_id not null, -- Whose picture and sound it is
  part_index integer not null, -- Counts the participant's parts from 0
  started_at timestamp with time zone not null, -- When its first frame was taken, by the server's clock: the sender's time corrected by the measured difference of the clocks, never before the participant came in or after the part was opened
  mime_type text not null, -- As the browser declared it
  file_name text not null, -- Bare name in recordingUrls
  received_bytes bigint not null default 0, -- Counted as chunks arrive, to bound what a recording takes; the chunks themselves are files
  chunk_count integer, -- Number of chunks, said by whoever completed it; null: not completed, what came in is used all the same
  created_at timestamp with time zone not null, -- When it was opened
  received_chunks integer not null default 0, -- Counted as chunks arrive, to bound how many files one participant may make
  picture text not null default 'camera'::text, -- What its picture shows, if it has one: a camera, or a shared screen, which the film shows large
  recorded_by text not null default 'upload'::text, -- server: by our recorder; upload: by somebody who sent it
  sources text[], -- The recorder's files that it was made of, so that none becomes a part twice; null: it was uploaded
  UNIQUE (file_name),
  UNIQUE (participant_id, recorded_by, part_index),
  PRIMARY KEY (id),
  FOREIGN KEY (participant_id) REFERENCES participants(id) ON DELETE CASCADE,
  FOREIGN KEY (recording_id) REFERENCES recordings(id) ON DELETE CASCADE,
  CHECK (((recorded_by = 'server'::text) = (sources IS NOT NULL))),
  CHECK ((chunk_count >= 0)),
  CHECK (((mime_type ~~ 'video/webm%'::text) OR (mime_type ~~ 'audio/webm%'::text))),
  CHECK (((part_index >= 0) AND (part_index <= 9999))),
  CHECK ((picture = ANY (ARRAY['camera'::text, 'screen'::text]))),
  CHECK ((received_bytes >= 0)),
  CHECK ((received_chunks >= 0)),
  CHECK ((recorded_by = ANY (ARRAY['upload'::text, 'server'::text])))
);
CREATE INDEX recording_parts_recording ON recording_parts USING btree (recording_id, id);
CREATE UNIQUE INDEX recording_parts_sources ON recording_parts USING btree (recording_id, sources) WHERE (sources IS NOT NULL);

-- The recording of one occurrence: parts come in, one merged file comes out
create table recordings (
  id object_id not null, -- Names the recording
  occurrence_id uuid not null, -- One recording for each recorded occurrence
  meeting_id object_id not null, -- The meeting
  account_id object_id not null, -- The tenant
  state text not null, -- collecting: the meeting is open; waiting: for the merge; merging: under a lease; merged; failed: given up, and may be tried again by hand; unusable: there is nothing to merge
  reason text, -- Why it waits, failed or is unusable, in words
  merge_due_at timestamp with time zone, -- When the next merge may begin; null while collecting and when finished
  merge_attempts integer not null default 0, -- Merges begun so far
  lease_token uuid, -- Held by the merging process; only its holder may finish
  leased_until timestamp with time zone, -- After this another process may take over
  progress real not null default 0, -- Share of the merge that is done; what an attempt finished stays done for the next
  file_name text, -- Merged file in the storage
  url_token text not null, -- Capability in mergedRecordingUrl
  size_bytes bigint, -- Size of the merged file
  duration_ms bigint, -- Length of the merged file, by its packets
  report json not null default '[]'::json, -- Parts that were left out, or of which something is missing, and why
  merged_at timestamp with time zone, -- When the merge was done
  announced_at timestamp with time zone, -- When onMeetingRecordingCreated was recorded: never before the summary's event
  created_at timestamp with time zone not null, -- When the first part was opened, or the meeting closed
  merge_began_at timestamp with time zone, -- When the latest merge began: the account whose latest is longest ago comes next; null: none began
  voices json not null default '[]'::json, -- Who speaks when in the merged file: participant, name, and pairs of milliseconds
  film_began_at timestamp with time zone, -- When the merged file begins; null: there is none, or it was merged before this was written down
  has_thumbnail boolean not null default false, -- A picture of the merged file lies beside it; of sound alone, its waveform
  strip json, -- How the strip of small pictures is made up that lies beside the merged file; null: there is none
  seconds_left integer, -- How long the merge will still take, where that can be said
  chapters json not null default '[]'::json, -- Of the merged file: who joined when, when a screen was shared, when nothing was recorded
  UNIQUE (occurrence_id),
  PRIMARY KEY (id),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  FOREIGN KEY (occurrence_id) REFERENCES occurrences(id) ON DELETE CASCADE,
  CHECK (((state = 'merged'::text) = (merged_at IS NOT NULL))),
  CHECK (((state = 'merged'::text) = (file_name IS NOT NULL))),
  CHECK (((state = 'merging'::text) = (lease_token IS NOT NULL))),
  CHECK (((lease_token IS NULL) = (leased_until IS NULL))),
  CHECK (((state <> 'unusable'::text) OR (reason IS NOT NULL))),
  CHECK (((announced_at IS NULL) OR (merged_at IS NOT NULL))),
  CHECK (((state <> 'failed'::text) OR (reason IS NOT NULL))),
  CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision))),
  CHECK (((seconds_left IS NULL) OR (state = 'merging'::text))),
  CHECK ((seconds_left >= 0)),
  CHECK ((state = ANY (ARRAY['collecting'::text, 'waiting'::text, 'merging'::text, 'merged'::text, 'failed'::text, 'unusable'::text])))
);
CREATE INDEX recordings_account ON recordings USING btree (account_id, id);
CREATE INDEX recordings_lease ON recordings USING btree (leased_until) WHERE (leased_until IS NOT NULL);
CREATE INDEX recordings_merge_due ON recordings USING btree (merge_due_at) WHERE (merge_due_at IS NOT NULL);
CREATE INDEX recordings_merge_turn ON recordings USING btree (account_id, merge_began_at);

-- Files whose owner was deleted in a transaction; taken off the storage after it
create table removed_files (
  id bigint not null generated always as identity, -- Order of deletion
  path text not null, -- Relative to the storage's root: a file or a folder
  removed_at timestamp with time zone not null default now(), -- When its owner was deleted
  PRIMARY KEY (id),
  CHECK ((path ~ '^(documents|recordings|summaries)(/[0-9A-Za-z][0-9A-Za-z_-]*){1,3}$'::text))
);

-- Repeating the events of a time window to one web hook
create table replays (
  id uuid not null, -- Names the replay
  web_hook_id uuid not null, -- To whom
  since timestamp with time zone not null, -- Start of the window, by the events' time
  until timestamp with time zone not null, -- End of the window
  only_which text not null, -- failed: their delivery failed; missed: no delivery at all; all: every one
  state text not null, -- running until its last delivery is finished
  position bigint not null default 0, -- Ordinal of the last event looked at
  total bigint not null, -- Events in it when it was begun
  queued bigint not null default 0, -- Deliveries made so far
  created_at timestamp with time zone not null, -- When it was begun
  finished_at timestamp with time zone, -- When it was done or cancelled
  PRIMARY KEY (id),
  FOREIGN KEY (web_hook_id) REFERENCES web_hooks(id),
  CHECK ((since < until)),
  CHECK (((state = 'running'::text) = (finished_at IS NULL))),
  CHECK ((only_which = ANY (ARRAY['failed'::text, 'missed'::text, 'all'::text]))),
  CHECK ((queued >= 0)),
  CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text]))),
  CHECK ((total >= 0))
);
CREATE INDEX replays_running ON replays USING btree (id) WHERE (state = 'running'::text);

-- Where meetings are held; a named one is permanent
create table rooms (
  id object_id not null, -- roomId of the wire contract
  account_id object_id not null, -- The account that owns it
  name text not null default ''::text, -- A name of its own makes it a named room (isNamedRoom); empty: the account's own room
  created_at timestamp with time zone not null default now(), -- When it was created
  PRIMARY KEY (id),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  CHECK ((length(name) <= 200))
);
CREATE INDEX rooms_account ON rooms USING btree (account_id);

-- Signed-in browsers
create table sessions (
  token_hash bytea not null, -- SHA-256 of the cookie's value
  user_id object_id not null, -- Who is signed in
  csrf_token text not null, -- Expected in X-CSRF-Token on every write
  created_at timestamp with time zone not null default now(), -- When they signed in
  expires_at timestamp with time zone not null, -- Signed out by itself from here on
  PRIMARY KEY (token_hash),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CHECK ((length(token_hash) = 32))
);
CREATE INDEX sessions_user ON sessions USING btree (user_id);

-- System Configuration; an environment variable of the same meaning wins
create table settings (
  name text not null, -- As in server/config/settings.ts
  value jsonb not null, -- JSON; secrets are encrypted strings
  updated_at timestamp with time zone not null default now(), -- Last change
  PRIMARY KEY (name)
);

-- What is left of a closed occurrence: who was there when, agenda and minutes
create table summaries (
  id object_id not null, -- id of the MeetingSummary
  occurrence_id uuid not null, -- One summary for each
  meeting_id object_id not null, -- The meeting
  account_id object_id not null, -- The tenant
  content json not null, -- MeetingSummary of the wire contract, unredacted, its keys in order
  pdf_token text, -- Capability in the URL of the PDF; null: no PDF
  version integer not null default 1, -- Rises with every change of the minutes: the ETag
  created_at timestamp with time zone not null, -- When it was made
  UNIQUE (occurrence_id),
  PRIMARY KEY (id),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  FOREIGN KEY (meeting_id) REFERENCES meetings(id) ON DELETE CASCADE,
  FOREIGN KEY (occurrence_id) REFERENCES occurrences(id) ON DELETE CASCADE,
  CHECK ((version > 0))
);
CREATE INDEX summaries_account ON summaries USING btree (account_id, id);
CREATE INDEX summaries_meeting ON summaries USING btree (meeting_id);

-- Who a user is at an OpenID provider
create table user_identities (
  issuer text not null, -- iss of the ID token
  subject text not null, -- sub of the ID token: stays when the person's address changes, and is never given to somebody else
  user_id object_id not null, -- Whom it signs in; one identity per provider, so that a reassigned address signs in nobody else
  created_at timestamp with time zone not null default now(), -- The first time they signed in by it
  UNIQUE (user_id, issuer),
  PRIMARY KEY (issuer, subject),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CHECK (((length(issuer) >= 1) AND (length(issuer) <= 2000))),
  CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);

-- One-time links that are owed to users by mail
create table user_mails (
  id bigint not null generated always as identity, -- Order of writing
  user_id object_id not null, -- Who gets it; address and language are those of the moment of sending
  kind text not null, -- What the link is for
  link text not null, -- The link, encrypted: who has it is the user
  expires_at timestamp with time zone not null, -- Not accepted from here on
  failures integer not null default 0, -- Tries so far
  due_at timestamp with time zone not null, -- When the next try may begin; put ahead while one is under way
  PRIMARY KEY (id),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CHECK ((failures >= 0)),
  CHECK ((kind = ANY (ARRAY['invitation'::text, 'password-reset'::text])))
);
CREATE INDEX user_mails_due ON user_mails USING btree (due_at, id);
CREATE INDEX user_mails_user ON user_mails USING btree (user_id);

-- People who sign in: administrators run the instance, hosts schedule meetings
create table users (
  id object_id not null, -- addedByUserId of the wire contract
  account_id object_id not null, -- The account that they belong to
  email text not null default ''::text, -- Sign-in name; empty until the seeded administrator was set up
  username text not null, -- addedByUsername of the wire contract
  role text not null, -- administrator: everything on the instance; host: their meetings, or those of the account where it shares them
  password_hash text, -- scrypt, with its parameters; null until set
  totp_secret text, -- Second factor, encrypted; null while not used
  totp_last_step bigint, -- Time step of the last code accepted: each code works once
  language text not null default 'en'::text, -- BCP 47 tag for mails and pages
  disabled_at timestamp with time zone, -- Since when they may no longer sign in; null: active
  created_at timestamp with time zone not null default now(), -- When the user was created
  totp_proposal text, -- A secret that was shown and waits for a code that proves it, encrypted; null: none
  totp_proposed_at timestamp with time zone, -- When it was shown; it is not accepted for long
  PRIMARY KEY (id),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  CHECK ((length(email) <= 320)),
  CHECK ((role = ANY (ARRAY['administrator'::text, 'host'::text]))),
  CHECK (((totp_secret IS NULL) OR (totp_proposal IS NULL))),
  CHECK (((totp_proposal IS NULL) = (totp_proposed_at IS NULL))),
  CHECK (((length(username) >= 1) AND (length(username) <= 200)))
);
CREATE INDEX users_account ON users USING btree (account_id);
CREATE UNIQUE INDEX users_email ON users USING btree (lower(email)) WHERE (email <> ''::text);

-- One stay of a participant, from joined to left
create table visits (
  participant_id object_id not null, -- Who
  joined_at timestamp with time zone not null, -- When the connection was made, server time
  left_at timestamp with time zone, -- Last sign of life; null while inside
  PRIMARY KEY (participant_id, joined_at),
  FOREIGN KEY (participant_id) REFERENCES participants(id) ON DELETE CASCADE,
  CHECK ((left_at >= joined_at))
);
CREATE UNIQUE INDEX visits_one_open ON visits USING btree (participant_id) WHERE (left_at IS NULL);

-- One mail to one administrator, for as long as it is owed
create table warning_mails (
  id bigint not null generated always as identity, -- Order of writing
  web_hook_id uuid not null, -- What it is about; no foreign key, whose lock would meet that of a change of the web hook
  code text not null, -- The kind of warning
  detail text not null, -- As it was then, in words
  deadline timestamp with time zone, -- As it was then
  raised_at timestamp with time zone not null, -- As it was then
  user_id object_id not null, -- The recipient, with the address and language of the moment of sending
  failures integer not null default 0, -- Tries so far
  due_at timestamp with time zone not null, -- When the next try may begin; put ahead while one is under way, so that a dead process's mails are taken over
  PRIMARY KEY (id),
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CHECK ((failures >= 0))
);
CREATE INDEX warning_mails_due ON warning_mails USING btree (due_at, id);
CREATE INDEX warning_mails_user ON warning_mails USING btree (user_id);

-- What all processes must agree on about a web hook's traffic; written by claims and completions
create table web_hook_flow (
  web_hook_id uuid not null, -- The web hook
  in_flight integer not null default 0, -- Deliveries in state sending, over all processes
  in_flight_limit real not null, -- Adaptive limit (AIMD), from 1 to max_in_flight
  next_call_at timestamp with time zone not null default '-infinity'::timestamp with time zone, -- Rate limit: when the next call is allowed (generic cell rate algorithm)
  gated_until timestamp with time zone not null default '-infinity'::timestamp with time zone, -- Retry-After of a 429 or 503: no call before
  breaker text not null default 'closed'::text, -- closed: calls go out; open: one probe at a time; gone: the receiver answered 410, a person resumes
  breaker_since timestamp with time zone, -- When the breaker left closed
  breaker_reason text, -- Why, in words
  probe_at timestamp with time zone, -- When the next probe may go out
  probes_failed integer not null default 0, -- Probes that failed in a row; they space out the next
  window_started_at timestamp with time zone not null default now(), -- Start of the window over which failures are counted
  window_succeeded integer not null default 0, -- Calls that succeeded in the window
  window_failed integer not null default 0, -- Calls that failed in the window
  last_succeeded_at timestamp with time zone, -- Latest success
  last_failed_at timestamp with time zone, -- Latest failure
  last_error text, -- Latest failure, in words
  epoch integer not null default 1, -- Stamped onto new deliveries; rises when a backlog is kept back
  released_from integer not null default 1, -- Deliveries of an earlier epoch are paused until Catch up
  moving boolean not null default false, -- Its deliveries are being rewritten to another receiver: no claims meanwhile
  answer_ms real, -- How long the receiver takes to answer when it is not pressed: the adaptive limit rises only while answers are no slower; null: none seen
  limit_ceiling real, -- Just below the calls in flight at which it was overloaded last; the adaptive limit stays below it for a while
  ceiling_until timestamp with time zone, -- Until when
  PRIMARY KEY (web_hook_id),
  FOREIGN KEY (web_hook_id) REFERENCES web_hooks(id),
  CHECK ((answer_ms >= (0)::double precision)),
  CHECK ((breaker = ANY (ARRAY['closed'::text, 'open'::text, 'gone'::text]))),
  CHECK (((breaker = 'closed'::text) = (breaker_since IS NULL))),
  CHECK (((breaker = 'open'::text) = (probe_at IS NOT NULL))),
  CHECK ((released_from <= epoch)),
  CHECK (((limit_ceiling IS NULL) = (ceiling_until IS NULL))),
  CHECK ((epoch > 0)),
  CHECK ((in_flight >= 0)),
  CHECK ((in_flight_limit >= (1)::double precision)),
  CHECK ((limit_ceiling >= (1)::double precision)),
  CHECK ((probes_failed >= 0)),
  CHECK ((released_from > 0)),
  CHECK ((window_failed >= 0)),
  CHECK ((window_succeeded >= 0))
);

-- The latest warning of each kind of a web hook; written under the lock of its web_hook_flow row, where its state changes in that transaction
create table web_hook_warnings (
  web_hook_id uuid not null, -- What it is about; refers to the row that is locked already
  code text not null, -- The kind of warning; recovered: the breaker has closed again
  detail text not null, -- In words
  deadline timestamp with time zone, -- When what it warns of happens; null: it has happened
  raised_at timestamp with time zone not null, -- Since when it is so
  ended_at timestamp with time zone, -- Since when it is no longer so; null: it still is
  mail_due_at timestamp with time zone, -- When administrators are to be mailed; null: they were, or need not be
  mailed_at timestamp with time zone, -- When mails of this kind were queued last: the next within the hour waits
  PRIMARY KEY (web_hook_id, code),
  FOREIGN KEY (web_hook_id) REFERENCES web_hook_flow(web_hook_id),
  CHECK ((code = ANY (ARRAY['gone'::text, 'breaker-open'::text, 'recovered'::text, 'off'::text, 'backlog-old'::text, 'last-try'::text, 'catch-up-waits'::text, 'signing-secret-retires'::text, 'api-key-changes'::text, 'certificate-expires'::text, 'client-certificate-expires'::text])))
);
CREATE INDEX web_hook_warnings_due ON web_hook_warnings USING btree (mail_due_at) WHERE (mail_due_at IS NOT NULL);

-- Where and how a hook calls out
create table web_hooks (
  id uuid not null, -- Names the web hook
  account_id object_id, -- The account whose events it gets; null: every account
  event text not null, -- The hook it serves
  name text, -- Name for configuration as code, unique within its account; null: none
  url text not null, -- Where calls go; read at each try
  method text not null, -- POST or PUT
  origin_id integer not null, -- The receiver, from the URL
  enabled boolean not null default true, -- Switched off: deliveries are kept as paused
  switched_off_at timestamp with time zone, -- Since when it is switched off; null: on
  catch_up_automatically boolean not null default true, -- What was kept goes out as soon as calls go out again
  max_in_flight integer not null, -- Ceiling of calls in flight over all processes
  rate_per_second double precision, -- Ceiling of calls per second over all processes; null: none
  hold_seconds integer not null, -- How long a call may wait for an earlier one of its lane
  timeout_seconds integer not null, -- For the whole exchange; below the lease, so that a call never outlives it
  signed boolean not null default true, -- Calls carry webhook-signature
  signed_asymmetrically boolean not null default false, -- Calls also carry a v1a signature
  signing_secret text not null, -- Encrypted whsec_ secret
  api_key text, -- Encrypted value of X-API-KEY; null: no header
  next_api_key text, -- Encrypted value that replaces it
  next_api_key_from timestamp with time zone, -- From when the next key is sent
  headers text, -- Encrypted JSON object of custom headers; null: none
  client_certificate text, -- PEM shown to the receiver (mTLS)
  client_key text, -- Encrypted PEM of its key
  extra_ca text, -- PEM of authorities trusted for this web hook besides the usual ones
  version integer not null default 1, -- Rises with every change: the ETag
  created_at timestamp with time zone not null, -- When it was created
  updated_at timestamp with time zone not null, -- Last change
  deleted_at timestamp with time zone, -- Its log stays readable until retention takes it
  retry_schedule integer[], -- Waits between tries in seconds, 7 days together at most; null: the schedule of the instance
  former_signing_secrets text[] not null default '{}'::text[], -- Encrypted former secrets, each still signed with until its time
  former_signing_secrets_until timestamp with time zone[] not null default '{}'::timestamp with time zone[], -- From when each of them is no longer used, in the same order
  PRIMARY KEY (id),
  FOREIGN KEY (account_id) REFERENCES accounts(id),
  FOREIGN KEY (origin_id) REFERENCES origins(id),
  CHECK (((next_api_key IS NULL) = (next_api_key_from IS NULL))),
  CHECK (((client_certificate IS NULL) = (client_key IS NULL))),
  CHECK ((event = ANY (ARRAY['onMeetingScheduled'::text, 'onMeetingUpdated'::text, 'onMeetingClosed'::text, 'onMeetingDeleted'::text, 'onMeetingSummaryCreated'::text, 'onMeetingRecordingCreated'::text]))),
  CHECK (((cardinality(former_signing_secrets) = cardinality(former_signing_secrets_until)) AND (cardinality(former_signing_secrets) <= 5))),
  CHECK (((hold_seconds >= 0) AND (hold_seconds <= 86400))),
  CHECK (((max_in_flight >= 1) AND (max_in_flight <= 100))),
  CHECK ((method = ANY (ARRAY['POST'::text, 'PUT'::text]))),
  CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  CHECK (((rate_per_second > (0)::double precision) AND (rate_per_second <= (10000)::double precision))),
  CHECK ((((cardinality(retry_schedule) >= 1) AND (cardinality(retry_schedule) <= 20)) AND (1 <= ALL (retry_schedule)) AND (array_position(retry_schedule, NULL::integer) IS NULL) AND (seconds_in_all(retry_schedule) <= 604800))),
  CHECK (((timeout_seconds >= 1) AND (timeout_seconds <= 15))),
  CHECK ((length(url) <= 2000)),
  CHECK ((version > 0))
);
CREATE INDEX web_hooks_event ON web_hooks USING btree (event) WHERE (deleted_at IS NULL);
CREATE INDEX web_hooks_origin ON web_hooks USING btree (origin_id);
CREATE UNIQUE INDEX web_hooks_name ON web_hooks USING btree (COALESCE((account_id)::text, ''::text), name) WHERE (deleted_at IS NULL);

-- The branded instance; exactly one row, seeded at the first start
create table white_labels (
  id object_id not null, -- whitelabelId of the wire contract
  name text not null, -- Product name shown to people, in mails and in PDFs
  created_at timestamp with time zone not null default now(), -- When the instance was first started
  calendar_domain text, -- UID of a meeting in calendars: its id, @, and this; the host name of PUBLIC_URL when the server first started; null until then
  PRIMARY KEY (id),
  CHECK (((length(calendar_domain) >= 1) AND (length(calendar_domain) <= 255))),
  CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE UNIQUE INDEX white_labels_one ON white_labels USING btree ((true));
