-- How well picture and sound reached each person, minute by minute, for a week: for the question why it was bad yesterday.

create table media_quality (
  participant_id object_id not null references participants on delete cascade,
  measured_at timestamptz not null,
  quality text not null check (quality in ('excellent', 'good', 'poor', 'lost')),
  loss_in real not null check (loss_in between 0 and 1),
  loss_out real not null check (loss_out between 0 and 1),
  round_trip_ms integer check (round_trip_ms >= 0),
  bits_per_second_in bigint not null check (bits_per_second_in >= 0),
  bits_per_second_out bigint not null check (bits_per_second_out >= 0),
  paused_pictures integer not null check (paused_pictures >= 0),
  primary key (participant_id, measured_at)
);
comment on table media_quality is 'What the embedded media engine measured of each person who is connected, once a minute; kept for seven days';
comment on column media_quality.participant_id is 'Whose connection it is';
comment on column media_quality.measured_at is 'When, by the database''s clock';
comment on column media_quality.quality is 'As pages show it to the others';
comment on column media_quality.loss_in is 'Share of packets lost on the way from the participant; 0.05 is 5 %';
comment on column media_quality.loss_out is 'Share of packets lost on the way to the participant';
comment on column media_quality.round_trip_ms is 'To the participant and back; null: not measured yet';
comment on column media_quality.bits_per_second_in is 'From the participant';
comment on column media_quality.bits_per_second_out is 'To the participant';
comment on column media_quality.paused_pictures is 'Pictures that they wanted and did not get, because their connection does not carry them';
create index media_quality_age on media_quality (measured_at);
