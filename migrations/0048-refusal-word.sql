-- What a host says to a person who is refused.

alter table participants
  add column refusal_word text,
  add constraint participants_refusal_word check (
    refusal_word is null or (admission = 'refused' and length(refusal_word) between 1 and 200));
comment on column participants.refusal_word is 'What the host said with the refusal, shown to the refused person; null: nothing, or not refused';
