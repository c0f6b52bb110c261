-- The pending ledger of a brief says why a matter waits in the words of who wrote it. Of confidential classes (disputes,
-- help in hardship) those words belong to the ticket alone: they are taken out of the briefs there are already.

update brief b set content = jsonb_set(b.content, '{pending,rows}', (
  select jsonb_agg(case when c.confidential then jsonb_set(one, '{reason}', 'null') else one end order by nth)
  from jsonb_array_elements(b.content #> '{pending,rows}') with ordinality rows (one, nth)
  left join ticket t on t.district_id = b.district_id and t.id = (one ->> 'ticketId')::uuid
  left join catalogue_class c on c.district_id = t.district_id and c.code = t.body #>> '{class,classCode}'
    and c.version = (t.body #>> '{class,catalogueVersion}')::int))
where jsonb_array_length(b.content #> '{pending,rows}') > 0;

comment on column brief.content is 'What it says (BriefContent of the contract, which names its own schema version); no personal data of reporters, no words of confidential matters. Null while it is produced.';
