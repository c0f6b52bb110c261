import type { NoticeKind } from './kinds.ts'

export interface NoticeText {
  readonly zh: string
  readonly en: string
}

/**
 * The texts a district starts with. `{hole}` is filled; a part in `[…]` is left out when one of its holes is empty.
 * Short: a Chinese SMS holds 70 characters.
 */
export const NOTICE_TEXTS = {
  reported: {
    zh: '您反映的“{title}”已收到，编号{number}。[查进度：{followUrl}]',
    en: 'We received “{title}”, number {number}.[ Follow it: {followUrl}]',
  },
  accepted: {
    zh: '您反映的“{title}”（{number}）已受理[，{due}前答复]。',
    en: '“{title}” ({number}) was accepted[; answer by {due}].',
  },
  filed: {
    zh: '您反映的“{title}”（{number}）已立案[，{due}前答复]。',
    en: '“{title}” ({number}) was filed[; answer by {due}].',
  },
  dispatched: {
    zh: '您反映的“{title}”（{number}）已派给{unit}办理[，{due}前答复]。',
    en: '“{title}” ({number}) was sent to {unit}[; answer by {due}].',
  },
  acknowledged: {
    zh: '{unit}已签收您反映的“{title}”（{number}）。',
    en: '{unit} has signed for “{title}” ({number}).',
  },
  returned: {
    zh: '您反映的“{title}”（{number}）正在重新安排承办单位。',
    en: '“{title}” ({number}) is being given to another unit.',
  },
  handedOver: {
    zh: '您反映的“{title}”（{number}）改由{unit}办理[，{due}前答复]。',
    en: '“{title}” ({number}) is now with {unit}[; answer by {due}].',
  },
  joined: {
    zh: '{unit}一起办理您反映的“{title}”（{number}）。',
    en: '{unit} now helps with “{title}” ({number}).',
  },
  started: {
    zh: '您反映的“{title}”（{number}）已开始处置。',
    en: 'Work on “{title}” ({number}) has begun.',
  },
  suspended: {
    zh: '您反映的“{title}”（{number}）因故暂缓办理。[详情：{followUrl}]',
    en: '“{title}” ({number}) has been put off.[ Why: {followUrl}]',
  },
  resumed: {
    zh: '您反映的“{title}”（{number}）已恢复办理[，{due}前答复]。',
    en: 'Work on “{title}” ({number}) goes on[; answer by {due}].',
  },
  extended: {
    zh: '您反映的“{title}”（{number}）办理时间已延长[，{due}前答复]。',
    en: '“{title}” ({number}) needs more time[; answer by {due}].',
  },
  resolved: {
    zh: '您反映的“{title}”（{number}）已办结：{reply}[ 详情与评价：{followUrl}]',
    en: '“{title}” ({number}) is done: {reply}[ See and rate: {followUrl}]',
  },
  verified: {
    zh: '您反映的“{title}”（{number}）已核查通过。',
    en: 'The result of “{title}” ({number}) was verified.',
  },
  reworked: {
    zh: '您反映的“{title}”（{number}）核查未通过，已退回{unit}重新办理。',
    en: '“{title}” ({number}) was not done well and went back to {unit}.',
  },
  closed: {
    zh: '您反映的“{title}”（{number}）已结案。[满意吗？点开评价：{followUrl}]',
    en: '“{title}” ({number}) is closed.[ Satisfied? {followUrl}]',
  },
  abnormallyClosed: {
    zh: '您反映的“{title}”（{number}）已按特殊情况结案：{reply}',
    en: '“{title}” ({number}) was closed as a special case: {reply}',
  },
  declined: {
    zh: '您反映的“{title}”（{number}）不在受理范围：{reply}',
    en: '“{title}” ({number}) is not within our duties: {reply}',
  },
  voided: {
    zh: '您反映的“{title}”（{number}）已作废：{reply}',
    en: '“{title}” ({number}) is void: {reply}',
  },
  merged: {
    zh: '您反映的“{title}”（{number}）与另一件合并办理：{reply}',
    en: '“{title}” ({number}) is handled together with another report: {reply}',
  },
  unmerged: {
    zh: '您反映的“{title}”（{number}）已恢复单独办理。',
    en: '“{title}” ({number}) is handled by itself again.',
  },
  reopened: {
    zh: '您反映的“{title}”（{number}）已重新办理[，{due}前答复]。',
    en: '“{title}” ({number}) is handled again[; answer by {due}].',
  },
  unitAssigned: {
    zh: '{unit}有一件新事项：{title}，编号{number}[，{due}前办理]。',
    en: 'New for {unit}: {title}, number {number}[, due {due}].',
  },
  unitUrgent: {
    zh: '【紧急】{unit}有一件紧急事项：{title}，编号{number}[，{due}前办理]，请立即处置。',
    en: 'URGENT for {unit}: {title}, number {number}[, due {due}]. Act at once.',
  },
  unitNearDue: {
    zh: '{unit}有一件事项快到期：{title}，编号{number}[，{due}前办理]。',
    en: 'Due soon at {unit}: {title}, number {number}[, due {due}].',
  },
  unitOverdue: {
    zh: '{unit}有一件事项已超期：{title}，编号{number}[，期限{due}]，请尽快办理。',
    en: 'Overdue at {unit}: {title}, number {number}[, was due {due}]. Please act soon.',
  },
  unitReminded: {
    zh: '【催办】{unit}有一件事项超期未办：{title}，编号{number}[，期限{due}]，请今天办理并说明情况。',
    en: 'REMINDER for {unit}: still not done: {title}, number {number}[, was due {due}]. Act today and say why.',
  },
  unitCriticised: {
    zh: '【通报】{unit}有一件事项催办后仍未办结：{title}，编号{number}[，期限{due}]。',
    en: 'CRITICISM for {unit}: not done after a reminder: {title}, number {number}[, was due {due}].',
  },
  unitOrdered: {
    zh: '【督办】{unit}的一件事项已列入督办：{title}，编号{number}，请按督办单的期限办结。',
    en: 'ORDERED: a matter of {unit} is under supervision: {title}, number {number}. Settle it by the date of the order.',
  },
  unitOrderOverdue: {
    zh: '【督办超期】{unit}有一件督办事项到期未办结：{title}，编号{number}，请立即办理。',
    en: 'ORDER OVERDUE at {unit}: not settled by its date: {title}, number {number}. Act at once.',
  },
  unitWhistled: {
    zh: '【吹哨】请{unit}应哨：{title}，编号{number}。请按时签到、联系并反馈结果。',
    en: 'CALLED: {unit} is asked to come: {title}, number {number}. Sign, make contact and give the result in time.',
  },
  unitWhistleOverdue: {
    zh: '【吹哨超时】{unit}未按时应哨：{title}，编号{number}，请立即签到并联系。',
    en: 'CALL UNANSWERED by {unit}: {title}, number {number}. Sign and make contact at once.',
  },
} as const satisfies Readonly<Record<NoticeKind, NoticeText>>
