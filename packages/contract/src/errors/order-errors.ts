import { entry } from './entry.ts'

/** What can be wrong with orders of supervision and whistles. */
export const ORDER_ERRORS = {
  'order.not_found': entry(
    404,
    ['找不到该督办单', '请刷新后从列表中选择；也可能不在您的辖区。'],
    ['No such order', 'Refresh and choose one from the list; it may also lie outside your area.'],
  ),
  'order.ticket_missing': entry(
    422,
    ['有事件找不到', '请刷新后重新选择；看不到的事件不能督办。'],
    ['A matter cannot be found', 'Refresh and choose again; only matters you can see can be ordered.'],
  ),
  'order.ticket_outside': entry(
    422,
    ['有事件不在您的辖区', '请只选择本辖区的事件，或请上级督办。'],
    ['A matter lies outside your area', 'Choose matters of your own area, or ask the level above.'],
  ),
  'order.ticket_settled': entry(
    409,
    ['有事件已经办结', '已办结的事件不用督办；请去掉后再下达。'],
    ['A matter is settled already', 'Leave it out and issue the order again.'],
  ),
  'order.ticket_above': entry(
    409,
    ['有事件已上报到市级', '对上级不能督办，到期可以质询；请去掉后再下达。'],
    [
      'A matter is with the city',
      'The level above is questioned, not ordered: leave it out and issue the order again.',
    ],
  ),
  'order.id_reused': entry(
    409,
    ['编号重复但内容不同', '请刷新后重新填写。'],
    ['Id already used with other content', 'Refresh and write it again.'],
  ),
  'order.not_issuer': entry(
    403,
    ['只有下达单位可以撤回', '请联系下达督办单的单位。'],
    ['Only the unit that issued it may withdraw it', 'Ask the unit that issued the order.'],
  ),
  'order.ended': entry(
    409,
    ['督办单已经结束', '已办结或已撤回的督办单不能再改。'],
    ['The order has ended', 'An order that was settled or withdrawn stays as it is.'],
  ),
  'whistle.not_found': entry(
    404,
    ['找不到该哨', '请刷新后从列表中选择。'],
    ['No such whistle', 'Refresh and choose one from the list.'],
  ),
  'whistle.unit_unknown': entry(
    422,
    ['有部门找不到', '请刷新后重新选择部门。'],
    ['A department cannot be found', 'Refresh and choose the departments again.'],
  ),
  'whistle.not_called': entry(
    403,
    ['没有呼叫您的单位', '只有被呼叫的单位可以应哨。'],
    ['Your unit was not called', 'Only units that were called can answer.'],
  ),
  'whistle.not_caller': entry(
    403,
    ['只有吹哨单位可以评价或撤回', '请联系吹哨的单位。'],
    ['Only the caller may rate or withdraw', 'Ask the unit that called.'],
  ),
  'whistle.too_soon': entry(
    409,
    ['还没到这一步', '先签到，再联系，再反馈结果，最后由吹哨单位评价。'],
    ['Not yet', 'First sign, then make contact, then give the result; the caller rates last.'],
  ),
  'whistle.done_already': entry(
    409,
    ['这一步已经填过', '请刷新查看；填过的内容不能改。'],
    ['Done already', 'Refresh to see it; what was written stays.'],
  ),
  'whistle.ended': entry(
    409,
    ['这一哨已经结束', '已撤回或已答复的哨不能再改。'],
    ['The whistle has ended', 'One that was withdrawn or answered stays as it is.'],
  ),
} as const
