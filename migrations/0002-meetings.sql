-- Meetings, their occurrences, who was inside, what was written down and recorded.

create table meetings (
  id object_id primary key,
  number text not null unique check (number ~ '^\d{4}-\d{4}-\d{4}-\d{4}$'),
  account_id object_id not null references accounts,
  room_id object_id not null references rooms,
  topic text not null check (length(topic) between 1 and 500),
  agenda text not null default '' check (length(agenda) <= 20000),
  type text not null check (type in ('standard', 'boardroom', 'classroom', 'offTheRecord')),
  timezone text not null check (length(timezone) <= 100),
  series_start timestamptz not null,
  duration_minutes integer not null check (duration_minutes between 1 and 1440),
  frequency_type text not null default '' check (frequency_type in ('', 'daily', 'weekly', 'monthly', 'yearly')),
  frequency integer check (frequency between 1 and 1000),
  monthly_pattern text not null default '' check (monthly_pattern in ('', 'dayOfMonth', 'dayOfWeek')),
  ends_type text not null default '' check (ends_type in ('', 'never', 'on', 'after')),
  ends_on timestamptz not null,
  ends_after integer not null default 0 check (ends_after between 0 and 10000),
  is_recorded boolean not null default false,
  is_dialin boolean not null default false,
  video_resolution text not null check (video_resolution in ('low', 'standard', 'hd')),
  added_by_user_id object_id not null references users,
  added_by_email text not null,
  added_by_username text not null,
  ical_sequence integer not null default 0 check (ical_sequence >= 0),
  ics_token text not null check (length(ics_token) = 73),
  is_demo boolean not null default false,
  is_promo boolean not null default false,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null,
  check ((frequency_type = '') = (frequency is null)),
  check ((frequency_type = '') = (ends_type = '')),
  check ((frequency_type = 'monthly') = (monthly_pattern <> '')),
  check ((ends_type = 'after') = (ends_after > 0)),
  check (not (type = 'offTheRecord' and is_recorded))
);
comment on table meetings is 'A meeting or a whole series of them; when it takes place is in its occurrences';
comment on column meetings.id is 'id of the wire contract';
comment on column meetings.number is 'meetingId of the wire contract: the number people type to join';
comment on column meetings.account_id is 'The tenant';
comment on column meetings.room_id is 'The room it is held in';
comment on column meetings.topic is 'What it is about';
comment on column meetings.agenda is 'Plain text';
comment on column meetings.type is 'offTheRecord is never recorded and has no minutes';
comment on column meetings.timezone is 'IANA name in which a series is expanded';
comment on column meetings.series_start is 'Start of the first occurrence: weekday and day of month follow from it';
comment on column meetings.duration_minutes is 'Length of an occurrence that was not changed by itself';
comment on column meetings.frequency_type is 'Empty: not recurring';
comment on column meetings.frequency is 'Interval in units of frequency_type; null: not recurring';
comment on column meetings.monthly_pattern is 'Of a monthly series: by day of month or by weekday';
comment on column meetings.ends_type is 'How the series ends';
comment on column meetings.ends_on is 'Last moment at which an occurrence may start; creation time where it means nothing';
comment on column meetings.ends_after is 'Number of occurrences; 0 where it means nothing';
comment on column meetings.is_recorded is 'Participants'' browsers record';
comment on column meetings.is_dialin is 'Telephone numbers are offered';
comment on column meetings.video_resolution is 'Wanted resolution of cameras and of the recording';
comment on column meetings.added_by_user_id is 'Who scheduled it';
comment on column meetings.added_by_email is 'Their e-mail address at that time';
comment on column meetings.added_by_username is 'Their name at that time';
comment on column meetings.ical_sequence is 'RFC 5545 SEQUENCE';
comment on column meetings.ics_token is 'Capability in the URL of the calendar file; a secret in logs';
comment on column meetings.is_demo is 'Made by the demo';
comment on column meetings.is_promo is 'Made for promotion';
comment on column meetings.version is 'Rises with every stored change: the ETag';
comment on column meetings.created_at is 'When it was scheduled';
create index meetings_account on meetings (account_id, id);

create table occurrences (
  id uuid primary key,
  meeting_id object_id not null references meetings on delete cascade,
  recurrence_start timestamptz not null,
  start_time timestamptz not null,
  end_time timestamptz not null check (end_time > start_time),
  topic text check (length(topic) between 1 and 500),
  agenda text check (length(agenda) <= 20000),
  minutes text not null default '' check (length(minutes) <= 200000),
  state text not null check (state in ('planned', 'current', 'closed', 'cancelled')),
  first_joined_at timestamptz,
  last_left_at timestamptz,
  close_due_at timestamptz,
  closed_at timestamptz,
  close_reason text check (close_reason in ('by-hand', 'nobody-came', 'everybody-left', 'too-long', 'deleted')),
  summary_due_at timestamptz,
  unique (meeting_id, recurrence_start),
  check ((state = 'closed') = (closed_at is not null)),
  check ((closed_at is null) = (close_reason is null)),
  check ((state = 'current') = (close_due_at is not null)),
  check (summary_due_at is null or state = 'closed'),
  check (last_left_at is null or first_joined_at is not null)
);
comment on table occurrences is 'One time that a meeting takes place; a meeting that is not recurring has one';
comment on column occurrences.id is 'meetingToken of the wire contract';
comment on column occurrences.meeting_id is 'The meeting or series';
comment on column occurrences.recurrence_start is 'Start by the series'' rule: names the occurrence even when it was moved';
comment on column occurrences.start_time is 'When it starts';
comment on column occurrences.end_time is 'When it is planned to end';
comment on column occurrences.topic is 'Of this occurrence alone; null: the series''';
comment on column occurrences.agenda is 'Of this occurrence alone; null: the series''';
comment on column occurrences.minutes is 'Minutes written so far; the summary takes them over';
comment on column occurrences.state is 'planned: changed by itself ahead of time; current: the one that people join next; closed; cancelled: deleted from its series';
comment on column occurrences.first_joined_at is 'When somebody was inside for the first time';
comment on column occurrences.last_left_at is 'When the last person left; null while somebody is inside or nobody came';
comment on column occurrences.close_due_at is 'When it closes by itself if nothing changes';
comment on column occurrences.closed_at is 'dtClosedAt of the wire contract';
comment on column occurrences.close_reason is 'Why it was closed';
comment on column occurrences.summary_due_at is 'When its summary is to be made; null once made, or before the close';
create unique index occurrences_one_current on occurrences (meeting_id) where state = 'current';
create index occurrences_close_due on occurrences (close_due_at) where state = 'current';
create index occurrences_summary_due on occurrences (summary_due_at) where summary_due_at is not null;
create index occurrences_start on occurrences (start_time, id);

create table invitees (
  meeting_id object_id not null references meetings on delete cascade,
  position integer not null check (position >= 0),
  name text not null check (length(name) <= 200),
  email text not null check (length(email) <= 320),
  role text not null check (role in ('host', 'participant')),
  language text not null check (length(language) <= 35),
  primary key (meeting_id, position)
);
comment on table invitees is 'invitedParticipants of the wire contract';
comment on column invitees.meeting_id is 'The meeting they are invited to';
comment on column invitees.position is 'Order as given, from 0';
comment on column invitees.name is 'Name, may be empty';
comment on column invitees.email is 'Address of the invitation';
comment on column invitees.role is 'What they may do inside';
comment on column invitees.language is 'BCP 47 tag of the invitation';

create table documents (
  id object_id primary key,
  meeting_id object_id not null references meetings on delete cascade,
  name text not null check (length(name) between 1 and 255),
  mime_type text not null check (length(mime_type) between 3 and 255),
  size_bytes bigint not null check (size_bytes >= 0),
  url_token text not null,
  created_at timestamptz not null
);
comment on table documents is 'Files that belong to a meeting; their bytes are in the storage';
comment on column documents.id is 'id of the document, and its file''s name';
comment on column documents.meeting_id is 'The meeting';
comment on column documents.name is 'File name as uploaded';
comment on column documents.mime_type is 'As declared on upload';
comment on column documents.size_bytes is 'Size';
comment on column documents.url_token is 'Capability in its URL';
comment on column documents.created_at is 'When it was uploaded';
create index documents_meeting on documents (meeting_id, id);

create table participants (
  id object_id primary key,
  occurrence_id uuid not null references occurrences on delete cascade,
  user_id object_id references users on delete set null,
  guest_token_hash bytea not null check (length(guest_token_hash) = 32),
  name text not null check (length(name) between 1 and 200),
  email text not null default '' check (length(email) <= 320),
  role text not null check (role in ('host', 'participant')),
  info jsonb not null,
  connection_id uuid,
  last_seen_at timestamptz,
  created_at timestamptz not null,
  unique (occurrence_id, guest_token_hash)
);
comment on table participants is 'A person in an occurrence, however often they came and went';
comment on column participants.id is 'participantId of the API';
comment on column participants.occurrence_id is 'The occurrence they came to';
comment on column participants.user_id is 'The signed-in user, if any';
comment on column participants.guest_token_hash is 'SHA-256 of the token that makes a returning guest the same person';
comment on column participants.name is 'Name as given on joining';
comment on column participants.email is 'Address as given on joining, may be empty';
comment on column participants.role is 'What they may do inside';
comment on column participants.info is 'Browser and system: the six keys of the wire contract';
comment on column participants.connection_id is 'The newest room connection; an older one is replaced';
comment on column participants.last_seen_at is 'Last sign of life of that connection';
comment on column participants.created_at is 'When they first asked to join';
create unique index participants_user on participants (occurrence_id, user_id) where user_id is not null;

create table visits (
  participant_id object_id not null references participants on delete cascade,
  joined_at timestamptz not null,
  left_at timestamptz check (left_at >= joined_at),
  primary key (participant_id, joined_at)
);
comment on table visits is 'One stay of a participant, from joined to left';
comment on column visits.participant_id is 'Who';
comment on column visits.joined_at is 'When the connection was made, server time';
comment on column visits.left_at is 'Last sign of life; null while inside';
create unique index visits_one_open on visits (participant_id) where left_at is null;

create table questions (
  id object_id primary key,
  occurrence_id uuid not null references occurrences on delete cascade,
  question text not null check (length(question) between 1 and 2000),
  asked_by text not null,
  answers jsonb not null default '[]',
  created_at timestamptz not null
);
comment on table questions is 'meetingQuestions of the wire contract';
comment on column questions.id is 'Names the question';
comment on column questions.occurrence_id is 'Where it was asked';
comment on column questions.question is 'Its text';
comment on column questions.asked_by is 'Name of the asking participant';
comment on column questions.answers is 'Array of texts';
comment on column questions.created_at is 'When it was asked';
create index questions_occurrence on questions (occurrence_id, id);

create table summaries (
  id object_id primary key,
  occurrence_id uuid not null unique references occurrences on delete cascade,
  meeting_id object_id not null references meetings on delete cascade,
  account_id object_id not null references accounts,
  content json not null,
  pdf_token text,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null
);
comment on table summaries is 'What is left of a closed occurrence: who was there when, agenda and minutes';
comment on column summaries.id is 'id of the MeetingSummary';
comment on column summaries.occurrence_id is 'One summary for each';
comment on column summaries.meeting_id is 'The meeting';
comment on column summaries.account_id is 'The tenant';
comment on column summaries.content is 'MeetingSummary of the wire contract, unredacted, its keys in order';
comment on column summaries.pdf_token is 'Capability in the URL of the PDF; null: no PDF';
comment on column summaries.version is 'Rises with every change of the minutes: the ETag';
comment on column summaries.created_at is 'When it was made';
create index summaries_account on summaries (account_id, id);
create index summaries_meeting on summaries (meeting_id);

create table recordings (
  id object_id primary key,
  occurrence_id uuid not null unique references occurrences on delete cascade,
  meeting_id object_id not null references meetings on delete cascade,
  account_id object_id not null references accounts,
  state text not null check (state in ('collecting', 'waiting', 'merging', 'merged', 'unusable')),
  reason text,
  merge_due_at timestamptz,
  merge_attempts integer not null default 0,
  lease_token uuid,
  leased_until timestamptz,
  progress real not null default 0 check (progress between 0 and 1),
  file_name text,
  url_token text not null,
  size_bytes bigint,
  duration_ms bigint,
  report json not null default '[]',
  merged_at timestamptz,
  announced_at timestamptz,
  created_at timestamptz not null,
  check ((state = 'merged') = (merged_at is not null)),
  check ((state = 'merged') = (file_name is not null)),
  check ((state = 'merging') = (lease_token is not null)),
  check ((lease_token is null) = (leased_until is null)),
  check (state <> 'unusable' or reason is not null),
  check (announced_at is null or merged_at is not null)
);
comment on table recordings is 'The recording of one occurrence: parts come in, one merged file comes out';
comment on column recordings.id is 'Names the recording';
comment on column recordings.occurrence_id is 'One recording for each recorded occurrence';
comment on column recordings.meeting_id is 'The meeting';
comment on column recordings.account_id is 'The tenant';
comment on column recordings.state is 'collecting: the meeting is open; waiting: for the merge; merging: under a lease; merged; unusable: nothing could be merged';
comment on column recordings.reason is 'Why it waits or is unusable, in words';
comment on column recordings.merge_due_at is 'When the next merge may begin; null while collecting and when finished';
comment on column recordings.merge_attempts is 'Merges begun so far';
comment on column recordings.lease_token is 'Held by the merging process; only its holder may finish';
comment on column recordings.leased_until is 'After this another process may take over';
comment on column recordings.progress is 'Share of the merge that is done';
comment on column recordings.file_name is 'Merged file in the storage';
comment on column recordings.url_token is 'Capability in mergedRecordingUrl';
comment on column recordings.size_bytes is 'Size of the merged file';
comment on column recordings.duration_ms is 'Length of the merged file, by its packets';
comment on column recordings.report is 'Parts that were left out, or of which something is missing, and why';
comment on column recordings.merged_at is 'When the merge was done';
comment on column recordings.announced_at is 'When onMeetingRecordingCreated was recorded: never before the summary''s event';
comment on column recordings.created_at is 'When the first part was opened, or the meeting closed';
create index recordings_merge_due on recordings (merge_due_at) where merge_due_at is not null;
create index recordings_lease on recordings (leased_until) where leased_until is not null;
create index recordings_account on recordings (account_id, id);

create table recording_parts (
  id object_id primary key,
  recording_id object_id not null references recordings on delete cascade,
  participant_id object_id not null references participants on delete cascade,
  part_index integer not null check (part_index between 0 and 9999),
  started_at timestamptz not null,
  mime_type text not null check (mime_type like 'video/webm%' or mime_type like 'audio/webm%'),
  file_name text not null unique,
  received_bytes bigint not null default 0 check (received_bytes >= 0),
  chunk_count integer check (chunk_count >= 0),
  created_at timestamptz not null,
  unique (participant_id, part_index)
);
comment on table recording_parts is 'One uninterrupted stretch recorded by one participant''s browser';
comment on column recording_parts.id is 'Names the part in the upload''s URLs';
comment on column recording_parts.recording_id is 'The recording it belongs to';
comment on column recording_parts.participant_id is 'Whose picture and sound it is';
comment on column recording_parts.part_index is 'Counts the participant''s parts from 0';
comment on column recording_parts.started_at is 'When its first frame was taken, by the client''s clock, but never before the first join or after the part was opened';
comment on column recording_parts.mime_type is 'As the browser declared it';
comment on column recording_parts.file_name is 'Bare name in recordingUrls';
comment on column recording_parts.received_bytes is 'Counted as chunks arrive, to bound what a recording takes; the chunks themselves are files';
comment on column recording_parts.chunk_count is 'Number of chunks, said by whoever completed it; null: not completed, what came in is used all the same';
comment on column recording_parts.created_at is 'When it was opened';
create index recording_parts_recording on recording_parts (recording_id, id);

create table removed_files (
  id bigint generated always as identity primary key,
  path text not null check (path ~ '^(documents|recordings|summaries)(/[0-9A-Za-z][0-9A-Za-z_-]*){1,3}$'),
  removed_at timestamptz not null default now()
);
comment on table removed_files is 'Files whose owner was deleted in a transaction; taken off the storage after it';
comment on column removed_files.id is 'Order of deletion';
comment on column removed_files.path is 'Relative to the storage''s root: a file or a folder';
comment on column removed_files.removed_at is 'When its owner was deleted';
