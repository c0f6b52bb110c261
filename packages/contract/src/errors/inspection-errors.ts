import { entry } from './entry.ts'

/** What can be wrong with sampling re-checks (抽查复核). */
export const INSPECTION_ERRORS = {
  'inspection.not_found': entry(
    404,
    ['找不到该次抽查', '请刷新后从列表中选择；也可能不在您的辖区。'],
    ['No such sample', 'Refresh and choose one from the list; it may also lie outside your area.'],
  ),
  'inspection.id_reused': entry(
    409,
    ['编号重复但内容不同', '请刷新后重新抽取。'],
    ['Id already used with other content', 'Refresh and draw again.'],
  ),
  'inspection.period_wrong': entry(
    422,
    ['结案日期不对', '开始日期不能晚于结束日期，结束日期不能晚于今天，复核期限不能早于今天。'],
    [
      'The dates do not fit',
      'From lies not after until, until not after today, and the checks are due today or later.',
    ],
  ),
  'inspection.pool_empty': entry(
    422,
    ['这段时间没有可抽的结案事件', '请换一段时间；保密类别和已抽过的事件不再抽。'],
    [
      'Nothing closed to draw from',
      'Choose another period; confidential classes and matters drawn before are left out.',
    ],
  ),
  'inspection.pool_large': entry(
    422,
    ['这段时间结案的事件太多', '一次最多从 {most} 件中抽取，请缩短时间。'],
    ['Too many closed matters', 'At most {most} are drawn from at a time; choose a shorter period.'],
  ),
  'inspection.sample_large': entry(
    422,
    ['抽取的件数太多', '一次最多抽 {most} 件，请减少件数或比例。'],
    ['The sample is too large', 'At most {most} matters are drawn at a time; take fewer.'],
  ),
  'inspection.inspector_unknown': entry(
    422,
    ['有督查人员找不到', '请刷新后重新选择；只有岗位在用、可以复核的人员才能选。'],
    ['An inspector cannot be found', 'Refresh and choose again among those in office who may check.'],
  ),
  'inspection.nobody_free': entry(
    422,
    ['有 {count} 件没有人可以复核', '督查人员不能复核本单位办理的事件，请再选其他单位的督查人员。'],
    [
      'Nobody may check {count} of the matters',
      'Inspectors do not check work of their own unit; choose others as well.',
    ],
  ),
  'inspection.not_assigned': entry(
    404,
    ['没有分给您的这件复核', '请刷新后从您的列表中选择；也可能已改派给别人。'],
    ['No such check of yours', 'Refresh and choose one from your list; it may have been given to somebody else.'],
  ),
  'inspection.own_work': entry(
    403,
    ['不能复核本单位办理的事件', '请联系抽查单位改派给其他督查人员。'],
    ['Work of your own unit', 'Ask the unit that drew the sample to give it to another inspector.'],
  ),
  'inspection.done_already': entry(
    409,
    ['已经记录过复核结果', '请刷新查看；记录过的结果不能改。'],
    ['Recorded already', 'Refresh to see it; what was recorded stays.'],
  ),
} as const
