-- The part of a calendar's UID that follows the @: where an instance moves to another address, calendars must go on
-- knowing its meetings by the UIDs that they have.

alter table white_labels add column calendar_domain text check (length(calendar_domain) between 1 and 255);
comment on column white_labels.calendar_domain is 'UID of a meeting in calendars: its id, @, and this; the host name of PUBLIC_URL when the server first started; null until then';
