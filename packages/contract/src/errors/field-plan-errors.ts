import { entry } from './entry.ts'

/** What can be wrong with clinics (坐诊) and field-work plans (下沉计划). */
export const FIELD_PLAN_ERRORS = {
  'clinic.not_found': entry(
    404,
    ['找不到该坐诊安排', '请刷新后从列表中选择。'],
    ['No such clinic', 'Refresh and choose one from the list.'],
  ),
  'clinic.not_department': entry(
    403,
    ['只有部门可以安排坐诊', '请由到网格坐诊的部门填写。'],
    ['Only departments hold clinics', 'Ask the department that comes to the grid.'],
  ),
  'clinic.hours_wrong': entry(
    422,
    ['时间不对', '开始要早于结束，开始日期不能晚于结束日期。'],
    ['The times do not fit', 'It begins before it ends, on the clock and in the calendar.'],
  ),
  'clinic.grid_unknown': entry(422, ['找不到该网格', '请重新选择网格。'], ['No such grid', 'Choose the grid again.']),
  'clinic.id_reused': entry(
    409,
    ['编号重复但内容不同', '请刷新后重新填写。'],
    ['Id already used with other content', 'Refresh and write it again.'],
  ),
  'clinic.not_own': entry(
    403,
    ['不是本部门的坐诊', '请由安排坐诊的部门记录。'],
    ['Not a clinic of your unit', 'Ask the department that holds it.'],
  ),
  'clinic.day_wrong': entry(
    422,
    ['这天没有坐诊，或者还没到', '请选择已到的坐诊日。'],
    ['No clinic on that day, or not yet', 'Choose a day of the clinic that has come.'],
  ),
  'clinic.end_wrong': entry(
    422,
    ['结束日期不对', '不能早于今天，也不能晚于原来的最后一天。'],
    ['The last day does not fit', 'Not before today, and not after the last day that was planned.'],
  ),
  'clinic.reason_missing': entry(
    422,
    ['没有坐诊要写明原因', '请填写原因，例如临时会议、改期到哪天。'],
    ['Say why it was not held', 'For example a meeting, or the day it was moved to.'],
  ),
  'clinic.matter_unknown': entry(
    422,
    ['有事件编号找不到', '找不到：{numbers}。请核对编号，或先登记事件。'],
    ['A matter cannot be found', 'Not found: {numbers}. Check the numbers, or report the matters first.'],
  ),
  'clinic.done_already': entry(
    409,
    ['这天已经记录过', '请刷新查看；记录过的不能改。'],
    ['Recorded already', 'Refresh to see it; what was recorded stays.'],
  ),
  'fieldPlan.not_found': entry(
    404,
    ['找不到该下沉计划', '请刷新后从列表中选择。'],
    ['No such plan', 'Refresh and choose one from the list.'],
  ),
  'fieldPlan.month_taken': entry(
    409,
    ['本单位这个月已有计划', '一个单位一个月一份；请刷新查看。'],
    ['There is a plan for that month', 'One for each unit and month; refresh to see it.'],
  ),
  'fieldPlan.not_own': entry(
    403,
    ['不是本单位的计划', '请由制定计划的单位记录。'],
    ['Not a plan of your unit', 'Ask the unit whose plan it is.'],
  ),
  'fieldPlan.too_soon': entry(
    409,
    ['这个月还没到', '到了当月再记录完成情况。'],
    ['That month has not come', 'Record what came of it once the month has begun.'],
  ),
  'fieldPlan.reason_missing': entry(
    422,
    ['没有完成计划要写明原因', '完成天数少于计划时，请填写原因。'],
    ['Say why fewer days were kept', 'Write the reason where fewer days than planned were kept.'],
  ),
  'fieldPlan.done_already': entry(
    409,
    ['已经记录过完成情况', '请刷新查看；记录过的不能改。'],
    ['Recorded already', 'Refresh to see it; what was recorded stays.'],
  ),
} as const
