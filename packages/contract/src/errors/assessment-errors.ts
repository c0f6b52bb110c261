import { entry } from './entry.ts'

/** What can be wrong with the assessment of a month. */
export const ASSESSMENT_ERRORS = {
  'assessment.not_found': entry(
    404,
    ['找不到该考核', '请刷新后从列表中选择；考核预告前只有考核人员可见。'],
    ['No such assessment', 'Refresh and choose one from the list; before its preview only the assessors see it.'],
  ),
  'assessment.month_not_over': entry(
    422,
    ['这个月还没有结束', '请在次月开始后再考核。'],
    ['The month is not over', 'Assess it once the next month has begun.'],
  ),
  'assessment.under_way': entry(
    409,
    ['这个月的考核正在进行', '请打开已有的考核继续；公布以后才能另立更正版本。'],
    ['This month is being assessed', 'Go on with the one there is; a correction can begin once it is published.'],
  ),
  'assessment.counting': entry(
    409,
    ['正在计分', '请等计分完成后再操作。'],
    ['Still counting', 'Wait until it has been counted.'],
  ),
  'assessment.stale': entry(
    409,
    ['考核已被他人更新', '请刷新，看过变化再操作。'],
    ['Somebody changed the assessment meanwhile', 'Refresh and look at the change first.'],
  ),
  'assessment.step_not_allowed': entry(
    409,
    ['当前阶段不能这样操作', '草稿可计分评分，预告期可提异议和答复，公布以后不再改动，需要更正请另立版本。'],
    [
      'Not possible at this stage',
      'A draft is counted and marked, a preview takes objections; what is published stays: begin a correction.',
    ],
  ),
  'assessment.objections_open': entry(
    409,
    ['还有 {count} 条异议没有答复', '请逐条答复后再公布。'],
    ['{count} objections have no answer', 'Answer each of them, then publish.'],
  ),
  'assessment.objection_period': entry(
    409,
    ['异议期未满', '异议期到 {until} 为止，之后才能公布。'],
    ['The time for objections is not over', 'It ends at {until}; publish after it.'],
  ),
  'assessment.objection_late': entry(
    409,
    ['异议期已过', '异议期到 {until} 为止。仍有错误的，请联系考核人员另立更正版本。'],
    [
      'The time for objections is over',
      'It ended at {until}. Where something is still wrong, ask the assessors for a correction.',
    ],
  ),
  'assessment.objection_unknown': entry(
    404,
    ['找不到该异议', '请刷新后重试。'],
    ['No such objection', 'Refresh and try again.'],
  ),
  'assessment.answered': entry(
    409,
    ['该异议已答复', '请刷新查看已有的答复。'],
    ['The objection has an answer', 'Refresh to see it.'],
  ),
  'assessment.ticket_unknown': entry(
    422,
    ['所选事件不在该项目的计分依据中', '请刷新后从该单位、该项目的计分依据中选择要剔除的事件。'],
    ['A ticket was not counted for this item', 'Refresh and choose among what was counted for this unit and item.'],
  ),
  'assessment.item_unknown': entry(
    422,
    ['没有这个考核项目', '请从考核表中选择；只有评分项目可以评分。'],
    ['No such item', 'Choose one of the template; marks are only given for items that ask for one.'],
  ),
  'assessment.unit_unknown': entry(
    422,
    ['该单位不在考核范围内', '请选择参加本次考核的网格或部门。'],
    ['This unit is not assessed', 'Choose a grid or department of this assessment.'],
  ),
  'assessment.template_refused': entry(
    422,
    [
      '计分办法不能使用',
      '请按各处的说明修改：满分合计 100；只能用列出的指标；登录、在线时长、步数、轨迹、照片、点赞、阅读一律不得计分。',
    ],
    [
      'This way of scoring cannot be used',
      'Change what is marked: 100 points in all, only the measures listed; log-ins, time online, steps, tracks, photos, likes and reading may never count.',
    ],
  ),
  'assessment.template_late': entry(
    422,
    ['计分办法不能追溯', '请选择本月（{month}）或以后的月份起用，让被考核单位事先知道。'],
    [
      'Rules do not reach back',
      'Let it begin with this month ({month}) or a later one, so that the assessed know it before.',
    ],
  ),
  'assessment.template_missing': entry(
    422,
    ['这个月没有本区计分办法', '请改选其他计分办法；本区办法从起用月份开始才能使用。'],
    [
      'The district has no way of scoring of its own for this month',
      'Choose another one; an own one holds from its first month on.',
    ],
  ),
  'assessment.not_published': entry(
    409,
    ['考核还没有公布', '公布以后才能导出。'],
    ['Not published yet', 'It can be exported once it is published.'],
  ),
  'assessment.id_reused': entry(
    409,
    ['编号重复但内容不同', '请刷新后重试。'],
    ['Id already used with other content', 'Refresh and try again.'],
  ),
} as const
