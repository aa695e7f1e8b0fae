-- Calls of a dead process go on at once, and the limit of calls in flight follows how fast a receiver answers.

alter table delivery_leases add column process integer check (process > 0);
comment on column delivery_leases.process is 'Advisory lock that the session of the claiming process holds for as long as it lives';

alter table web_hook_flow
  add column answer_ms real check (answer_ms >= 0),
  add column limit_ceiling real check (limit_ceiling >= 1),
  add column ceiling_until timestamptz,
  add check ((limit_ceiling is null) = (ceiling_until is null));
comment on column web_hook_flow.answer_ms is 'How long the receiver takes to answer when it is not pressed: the adaptive limit rises only while answers are no slower; null: none seen';
comment on column web_hook_flow.limit_ceiling is 'Just below the calls in flight at which it was overloaded last; the adaptive limit stays below it for a while';
comment on column web_hook_flow.ceiling_until is 'Until when';
