-- Where the picture and sound of an occurrence go, which servers carry them, and for how many people.

create table media_nodes (
  id uuid primary key,
  url text not null check (length(url) between 1 and 2000),
  started_at timestamptz not null default now(),
  alive_at timestamptz not null default now()
);
comment on table media_nodes is 'Servers with an embedded media engine; one row while such a server runs';
comment on column media_nodes.id is 'Of the process; new at each start';
comment on column media_nodes.url is 'How browsers reach its engine: MEDIA_URL, or PUBLIC_URL';
comment on column media_nodes.started_at is 'When it was started';
comment on column media_nodes.alive_at is 'Last sign of life, by the database''s clock';

alter table occurrences
  add column media_node_id uuid references media_nodes on delete set null,
  add column media_url text check (length(media_url) between 1 and 2000);
comment on column occurrences.media_node_id is 'The server whose embedded engine has its picture and sound; null: LiveKit, or nobody has joined, or that server has ended';
comment on column occurrences.media_url is 'Where browsers connect for its picture and sound; null: nobody has joined yet. Its host is sfuHostname of the summary';
create index occurrences_media_node on occurrences (media_node_id) where media_node_id is not null;

alter table accounts add column people_limit integer check (people_limit between 2 and 1000);
comment on column accounts.people_limit is 'At most so many people in one of its meetings, whatever the type''s own limit is; null: the type''s own';
