-- A scope of its own for the catch-up feed: who reads events need not see where calls go.

alter table api_keys
  drop constraint api_keys_scopes_check,
  add constraint api_keys_scopes_check check (scopes <@ array['meetings:read','meetings:write','recordings:read',
    'recordings:write','summaries:read','summaries:write','web-hooks:read','web-hooks:write','deliveries:read',
    'deliveries:write','events:read','administration:read','administration:write']);
