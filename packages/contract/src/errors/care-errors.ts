import { entry } from './entry.ts'

/** What can be wrong with visits and their plans. */
export const CARE_ERRORS = {
  'visit.plan_not_found': entry(
    404,
    ['找不到该走访计划', '请刷新后从列表中选择；也可能不在您的辖区。'],
    ['No such visit plan', 'Refresh and choose one from the list; it may also lie outside your area.'],
  ),
  'visit.plan_stale': entry(
    409,
    ['走访计划已被他人更新', '请关闭后重新打开，看过变化再改。'],
    ['Somebody changed the plan meanwhile', 'Close it, open it again and look at the change first.'],
  ),
  'visit.plan_ended': entry(
    409,
    ['走访计划已结束', '如需继续走访，请新建计划。'],
    ['The plan has ended', 'Make a new plan to go on with visits.'],
  ),
  'visit.plan_resting': entry(
    409,
    ['走访已暂停', '对方谢绝过走访；重新约定后，由网格长或社区恢复。'],
    ['The plan rests', 'Visits were declined; agree anew, then the grid leader or the community resumes it.'],
  ),
  'visit.agreement_older': entry(
    422,
    ['恢复走访需要新的约定', '约定日期应在 {since} 当天或之后，且不晚于今天。'],
    ['Resuming needs a new agreement', 'Its day is {since} or later, and not after today.'],
  ),
  'visit.day_ahead': entry(
    422,
    ['日期不能在今天之后', '请填写已经发生的日期，并检查手机时间。'],
    ['The day lies ahead', 'Give a day that has come, and check the clock of your phone.'],
  ),
  'visit.cadence_not_offered': entry(
    422,
    ['没有这种走访周期', '可选的周期（天）：{offered}。'],
    ['This interval is not offered', 'Choose one of these, in days: {offered}.'],
  ),
  'visit.grid_outside': entry(
    422,
    ['网格不在您的辖区', '请选择您辖区内的基础网格。'],
    ['The grid is not in your area', 'Choose a base grid of your own area.'],
  ),
  'visit.id_reused': entry(
    409,
    ['编号重复但内容不同', '请刷新后重新记录。'],
    ['Id already used with other content', 'Refresh and record it again.'],
  ),
} as const
