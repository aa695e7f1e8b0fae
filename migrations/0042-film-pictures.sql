-- Beside a film there are pictures of it, and it is known when it begins.

alter table recordings
  add column film_began_at timestamptz,
  add column has_thumbnail boolean not null default false,
  add column strip json;
comment on column recordings.film_began_at is 'When the merged file begins; null: there is none, or it was merged before this was written down';
comment on column recordings.has_thumbnail is 'A picture of the merged file lies beside it; of sound alone, its waveform';
comment on column recordings.strip is 'How the strip of small pictures is made up that lies beside the merged file; null: there is none';
