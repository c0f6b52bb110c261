-- breaking: a server of before leaves the new counters behind, so none may count any more.
-- Units told apart within one class and one channel: of a district or subdistrict by month from counters, for the days
-- at the edges of a period from the lines of that class and channel. Before, every line of the period was read.

alter table figure_count drop constraint figure_count_split_check;
alter table figure_count add constraint figure_count_split_check check (split in
  ('all', 'unit', 'class', 'channel', 'unit class', 'unit channel', 'class channel', 'unit class channel'));
comment on table figure_count is 'Counters: sums of figure_line for a node of the grid tree, a day or month, and up to three of unit, class and channel. Which of them are kept is in modules/oversight/figures/tally.ts.';

-- What was counted so far; what is not yet is added by whoever counts it.
insert into figure_count (district_id, span, grid_path, split, day, unit_id, class_code, channel, received, dispatched,
  reported_up, settled_of_received, responded, responded_in_time, settled, settled_dated, settled_on_time, settled_here,
  rated, satisfied, reworked, reopened, failed_verifications, ended_otherwise)
select district_id, 'month', node, 'unit class channel', date_trunc('month', day)::date, unit_id, class_code, channel,
  sum(received), sum(dispatched), sum(reported_up), sum(settled_of_received), sum(responded), sum(responded_in_time),
  sum(settled), sum(settled_dated), sum(settled_on_time), sum(settled_here), sum(rated), sum(satisfied), sum(reworked),
  sum(reopened), sum(failed_verifications), sum(ended_otherwise)
from figure_line cross join lateral (values (substring(grid_path from '^\d+\.')), (substring(grid_path from '^\d+\.\d+\.'))) nodes (node)
where node is not null
group by district_id, node, date_trunc('month', day), unit_id, class_code, channel;

create index figure_count_of_three on figure_count (district_id, grid_path, channel, class_code text_pattern_ops, day)
  where split = 'unit class channel';
create index figure_line_by_class on figure_line (district_id, channel, class_code text_pattern_ops, day);
