-- What the white label looks like beyond its name and colour: pictures, uploaded in System Configuration.

create table brand_images (
  name text primary key check (name in ('logo', 'print-logo', 'icon')),
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp', 'image/svg+xml')),
  bytes bytea not null check (length(bytes) between 1 and 524288),
  version text not null check (version ~ '^[0-9A-Za-z_-]{16}$'),
  updated_at timestamptz not null default now()
);
comment on table brand_images is 'Pictures of the white label; in the database, so that every process and every backup has them';
comment on column brand_images.name is 'logo: on pages; print-logo: in mails and PDFs, in place of the logo; icon: of browser tabs';
comment on column brand_images.media_type is 'As the bytes themselves say, not as the upload claimed';
comment on column brand_images.bytes is 'The picture, as it was uploaded';
comment on column brand_images.version is 'Begin of the SHA-256 of the bytes: ETag, and part of the picture''s address';
comment on column brand_images.updated_at is 'Last upload';
