import { entry } from './entry.ts'

/** What can be wrong with a question for figures. */
export const FIGURE_ERRORS = {
  'figure.period_invalid': entry(
    422,
    ['统计时段不对', '起始日期应不晚于截止日期，且一次最多统计两年（731 天）。'],
    ['The period is not possible', 'It begins on or before its last day and spans two years (731 days) at most.'],
  ),
  'figure.outside_reach': entry(
    403,
    ['不在您的统计范围内', '您可以查看本辖区或本单位的统计；请去掉单位或网格筛选。'],
    ['Outside of your figures', 'You see those of your area or unit; take the filter by unit or grid away.'],
  ),
} as const
