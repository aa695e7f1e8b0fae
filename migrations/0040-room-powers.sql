-- Who is let into a meeting's room, and what its hosts have decided there. A meeting has its defaults; what is changed
-- while an occurrence is open is that occurrence's own.

alter table meetings
  add column lobby text not null default 'nobody' check (lobby in ('nobody', 'guests', 'everybody')),
  add column entry_before_host boolean not null default true,
  add column muted_on_entry text not null default 'fromFive' check (muted_on_entry in ('never', 'fromFive', 'always')),
  add column may_unmute boolean not null default true;
comment on column meetings.lobby is 'Who waits until a host lets them in; hosts never wait';
comment on column meetings.entry_before_host is 'False: participants wait until a host is inside';
comment on column meetings.muted_on_entry is 'Who comes in with the microphone muted: nobody, everybody from the fifth person on, or everybody';
comment on column meetings.may_unmute is 'False: who was muted by a host cannot unmute again';

alter table occurrences
  add column lobby text check (lobby in ('nobody', 'guests', 'everybody')),
  add column entry_before_host boolean,
  add column muted_on_entry text check (muted_on_entry in ('never', 'fromFive', 'always')),
  add column may_unmute boolean,
  add column is_locked boolean not null default false,
  add column strangers_wait boolean not null default false;
comment on column occurrences.lobby is 'As the meeting''s, for this occurrence; null: the meeting''s';
comment on column occurrences.entry_before_host is 'As the meeting''s, for this occurrence; null: the meeting''s';
comment on column occurrences.muted_on_entry is 'As the meeting''s, for this occurrence; null: the meeting''s';
comment on column occurrences.may_unmute is 'As the meeting''s, for this occurrence; null: the meeting''s';
comment on column occurrences.is_locked is 'Nobody new is let in, not even into the lobby; hosts are';
comment on column occurrences.strangers_wait is 'Somebody was removed: who comes without session, join link or a known token waits, since it may be the same person';

alter table participants
  add column admission text not null default 'admitted' check (admission in ('admitted', 'waiting', 'refused', 'removed')),
  add column waits_for text check (waits_for in ('host', 'decision')),
  add column removed_at timestamptz,
  add column is_co_host boolean not null default false,
  add column is_muted boolean not null default false,
  add constraint participants_waits_for check ((admission = 'waiting') = (waits_for is not null)),
  add constraint participants_removed check (admission <> 'removed' or removed_at is not null),
  add constraint participants_co_host check (not is_co_host or admission = 'admitted');
comment on column participants.admission is 'Whether they may be inside: admitted, waiting in the lobby, refused for this visit, or removed';
comment on column participants.waits_for is 'Of who waits: until a host is inside, or until a host decides; null: does not wait';
comment on column participants.removed_at is 'When a host removed them; null: nobody did, or they were let back';
comment on column participants.is_co_host is 'A host gave them a host''s powers for this occurrence';
comment on column participants.is_muted is 'A host muted them, and they may not unmute: their microphone is not sent';
comment on column audit_events.actor is 'user:<id>, api-key:<id>, participant:<id> or server';
create index participants_waiting on participants (occurrence_id) where admission = 'waiting';
