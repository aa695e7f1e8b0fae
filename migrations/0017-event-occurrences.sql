-- Which occurrence of a series an event is about, and what changed: a body shows the occurrence, but cannot say that it
-- is about that one alone. Events of before have neither.

alter table events
  add column occurrence timestamptz,
  add column changes text[],
  add check (changes is null or cardinality(changes) = cardinality(meeting_ids)),
  add check (changes <@ array['-', 'series', 'occurrence', 'occurrence-cancelled', 'following']),
  add check (occurrence is null or (cardinality(changes) = 1 and changes[1] in ('occurrence', 'occurrence-cancelled', 'following'))),
  add check (occurrence is not null or not (changes && array['occurrence', 'occurrence-cancelled', 'following']));
comment on column events.occurrence is 'webhook-occurrence: the start that the series'' rule gives the occurrence which it is about; null: it is about no single one';
comment on column events.changes is 'webhook-change: of each meeting, in the same order, what changed of its series; - for one that is no series; null: none is';
