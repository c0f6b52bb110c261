-- breaking
-- A measure ends also while an appeal waits, and an appeal that nobody answers in its time ends it. Cases keep what was
-- missed in each stretch, so that what is missed afterwards can be proposed. Rules say who answers first, and count in
-- the hours in which a limit was set.

alter table responsibility_act drop constraint responsibility_act_kind_check;
alter table responsibility_act add constraint responsibility_act_kind_check check (kind in
  ('proposed', 'spoken', 'heard', 'decided', 'dropped', 'appealed', 'answered', 'unanswered', 'lifted', 'expired'));
comment on column responsibility_act.kind is 'proposed, spoken (申辩), heard (its time was over), decided, dropped, appealed (申诉), answered, unanswered (nobody answered the appeal before its date or before the end of the measure, which ended), lifted (解除), expired.';

-- Rules of before: who missed most answered first, and all hours were working hours.
create function pg_temp.rules_of_now(rules jsonb) returns jsonb language sql as $$
  select rules || jsonb_build_object('primary', 'mostMissed', 'ladder', (
    select jsonb_agg(jsonb_build_object('measure', rung->'measure', 'from_hours', rung->'from_workHours') order by nth)
    from jsonb_array_elements(rules->'ladder') with ordinality as of_ladder (rung, nth)))
$$;
update responsibility_rules set rules = pg_temp.rules_of_now(rules);
-- A case of before names its stretches and their sum: the unit answered for no more than that in any of them.
update responsibility_case set
  rules = pg_temp.rules_of_now(rules),
  next_at = case when state = 'appealed' then to_timestamp(least((body->'decision'->>'endsAt')::numeric, (body->'appeal'->>'answerDueAt')::numeric) / 1000) else next_at end,
  body = (body - 'seqs') || jsonb_build_object('stretches', (
    select coalesce(jsonb_agg(jsonb_build_object('firstSeq', seq, 'countedIn', 'workHour', 'missed_ms', body->'missed_ms') order by seq), '[]')
    from jsonb_array_elements(body->'seqs') as seq));
drop function pg_temp.rules_of_now(jsonb);

comment on column responsibility_rules.rules is 'ResponsibilityRules of the domain: ladder in hours missed, who answers first, days a measure lasts, times to speak, appeal and answer.';
comment on column responsibility_case.next_at is 'When time moves it by itself: the hearing, the measure or the time to answer an appeal ends; null where it does not.';
comment on column responsibility_case.state is 'proposed: the unit is heard; heard: to be decided; decided, upheld: the measure stands; appealed: it stands and an answer is due; dropped, lifted, expired: over.';
comment on column responsibility_case.body is 'The whole fold as the domain has it (ResponsibilityCase): missed time in ms by stretch, words, decision, appeal, answer.';
comment on table responsibility_rules is 'What is proposed for how much missed time, append-only by version; a district without rows has version 0, the rules of the domain (RESPONSIBILITY_RULES).';
