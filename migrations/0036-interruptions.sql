-- A call during which the server ends again and again is set aside.

alter table deliveries add column interruptions smallint not null default 0 check (interruptions between 0 and attempts);
comment on column deliveries.interruptions is 'Calls during which the process that made them ended; set aside when there are too many';
