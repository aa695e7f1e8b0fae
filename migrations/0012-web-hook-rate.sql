-- A rate that is read back must be the one that was given: as a `real`, one third differs from one third, so that
-- storing the same web hook again by its name changed it, and its version.
alter table web_hooks
  alter column rate_per_second type double precision using rate_per_second::text::double precision;
