import { entry } from './entry.ts'

/** What can be wrong with responsibility traced back (责任倒查) and with commendations. */
export const RESPONSIBILITY_ERRORS = {
  'responsibility.not_found': entry(
    404,
    ['找不到该记录', '请刷新后从列表中选择；也可能不涉及您的单位或辖区。'],
    ['No such record', 'Refresh and choose one from the list; it may also not concern your unit or area.'],
  ),
  'responsibility.nothing_proposed': entry(
    409,
    ['按规则没有可提出的建议', '该单位没有超时，或已为这段时间认定过，或不在您的辖区。请刷新后重选。'],
    [
      'The rules propose nothing here',
      'The unit kept its dates, has answered for that time already, or lies outside your area. Refresh and choose again.',
    ],
  ),
  'responsibility.open_already': entry(
    409,
    ['该单位在这件事上已有未结束的认定', '请到“责任倒查”页面继续办理。'],
    ['A case of this unit about this matter is open', 'Go on with it on the page of responsibility.'],
  ),
  'responsibility.step_not_allowed': entry(
    409,
    [
      '现在不能进行此操作',
      '状态可能刚有变化：没听取意见不能认定，申诉过了答复期限不能再答复。请刷新查看，您填写的内容仍保留。',
    ],
    [
      'Not possible now',
      'Nothing is decided before the unit was heard, and no appeal is answered after its date. Refresh; your text is kept.',
    ],
  ),
  'responsibility.text_missing': entry(
    422,
    ['请写明理由', '建议、认定、申辩、申诉、答复和表扬都要写明理由。'],
    ['Say why', 'Each of these acts needs words.'],
  ),
  'responsibility.choice_missing': entry(
    422,
    ['请作出选择', '认定要选措施，答复申诉要选维持还是撤销。'],
    ['Choose first', 'A decision needs a measure; an answer says whether the measure stays.'],
  ),
  'responsibility.own_unit': entry(
    403,
    ['涉及您本单位，须回避', '请由其他单位有权限的人办理。'],
    ['This concerns your own unit', 'Somebody of another unit who has this right must do it.'],
  ),
  'responsibility.not_your_unit': entry(
    403,
    ['不涉及您的单位', '申辩和申诉由被认定单位的负责人提出。'],
    ['This does not concern your unit', 'Those who lead the unit concerned speak and appeal.'],
  ),
  'responsibility.spoken_already': entry(
    409,
    ['您的单位已经申辩', '认定后如不服，可以申诉。'],
    ['Your unit has spoken already', 'After the decision you may appeal.'],
  ),
  'responsibility.same_person': entry(
    403,
    ['申诉须由另一人答复', '作出认定的人不能答复对该认定的申诉，请由其他有权限的人答复。'],
    ['Somebody else answers the appeal', 'Who decided cannot answer the appeal against it.'],
  ),
  'responsibility.appeal_late': entry(
    409,
    ['申诉期限已过', '申诉期限为 {until}；如有新情况，请联系作出认定的单位提前解除。'],
    ['Too late to appeal', 'Appeals were taken until {until}; with new facts ask the deciding unit to lift it.'],
  ),
  'responsibility.id_reused': entry(
    409,
    ['编号重复但内容不同', '请刷新后重新提交。'],
    ['Id already used with other content', 'Refresh and send it again.'],
  ),
  'responsibility.rules_invalid': entry(
    422,
    ['规则不正确', '四种措施的起点小时数要从轻到重逐级增大；期限要大于 0，按工作日的填整数。'],
    [
      'The rules are not valid',
      'Hours must grow from the mildest measure to the gravest; time limits are above 0, whole ones in working days.',
    ],
  ),
  'responsibility.rules_stale': entry(
    409,
    ['规则刚被他人修改', '请刷新查看新规则后再改。'],
    ['Somebody changed the rules meanwhile', 'Refresh and look at them first.'],
  ),
  'responsibility.unit_unknown': entry(
    422,
    ['找不到该单位', '请从列表中选择单位。'],
    ['No such unit', 'Choose one from the list.'],
  ),
  'responsibility.withdrawn_already': entry(
    409,
    ['表扬已撤回', '撤回的理由见记录。'],
    ['It was withdrawn already', 'The record says why.'],
  ),
} as const
