-- Raised hands, and who has the floor: in a boardroom the chair gives it, in a classroom it is a place on the stage.

alter table participants
  add column hand_raised_at timestamptz,
  add column has_floor boolean not null default false,
  add constraint participants_hand check (hand_raised_at is null or admission = 'admitted'),
  add constraint participants_floor check (not has_floor or admission = 'admitted');
comment on column participants.hand_raised_at is 'Since when their hand is raised, which is its place in the order; null: it is not';
comment on column participants.has_floor is 'A host gave them the floor of a boardroom, or brought them to the stage of a classroom';
