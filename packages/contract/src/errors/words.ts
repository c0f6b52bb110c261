import type { CommandKind, Pending, TicketState } from '@lianxin/domain'

import type { Permission } from '../permissions.ts'

type Word = readonly [zh: string, en: string]

const STATE = {
  reported: ['待受理', 'waiting for acceptance'],
  accepted: ['已受理', 'accepted'],
  filed: ['待派单', 'waiting for dispatch'],
  dispatched: ['待签收', 'waiting for acknowledgement'],
  acknowledged: ['已签收', 'acknowledged'],
  inProgress: ['处置中', 'in progress'],
  suspended: ['已挂起', 'suspended'],
  resolved: ['已办结，待核查', 'resolved, to be verified'],
  verified: ['核查通过', 'verified'],
  closed: ['已结案', 'closed'],
  abnormallyClosed: ['特殊结案', 'closed specially'],
  declined: ['不予受理', 'declined'],
  void: ['已作废', 'void'],
  merged: ['已并入', 'merged'],
} as const satisfies Readonly<Record<TicketState, Word>>

const COMMAND = {
  report: ['登记', 'report'],
  accept: ['受理', 'accept'],
  decline: ['不予受理', 'decline'],
  classify: ['归类', 'classify'],
  locate: ['定位', 'locate'],
  file: ['立案', 'file'],
  dispatch: ['派单', 'dispatch'],
  acknowledge: ['签收', 'acknowledge'],
  returnToDispatcher: ['退回派遣台', 'return to the desk'],
  reassign: ['改派', 'reassign'],
  addUnit: ['增加协办', 'add a unit'],
  coUnitResult: ['协办反馈', 'report as co-unit'],
  start: ['开始处置', 'start'],
  selfResolve: ['当场办结', 'settle on the spot'],
  escalate: ['上报上级', 'escalate'],
  requestSuspend: ['申请挂起', 'ask to suspend'],
  requestExtension: ['申请延期', 'ask for more time'],
  requestAbnormalClose: ['申请特殊结案', 'ask to close specially'],
  approve: ['同意申请', 'approve'],
  reject: ['不同意申请', 'reject'],
  resume: ['恢复办理', 'resume'],
  resolve: ['办结', 'resolve'],
  verify: ['核查通过', 'verify'],
  rework: ['退回重办', 'rework'],
  close: ['结案', 'close'],
  void: ['作废', 'void'],
  merge: ['并入其他事件', 'merge'],
  unmerge: ['撤销并入', 'undo the merge'],
  note: ['备注', 'note'],
  supplement: ['补充情况', 'add details'],
  remind: ['催办', 'remind'],
  rate: ['评价', 'rate'],
  reopen: ['重新办理', 'reopen'],
  replan: ['重算期限', 'recompute the deadline'],
  undo: ['撤销', 'undo'],
  succeed: ['移交', 'hand over'],
} as const satisfies Readonly<Record<CommandKind, Word>>

const REQUEST = {
  suspend: ['挂起', 'suspension'],
  extend: ['延期', 'extension'],
  abnormalClose: ['特殊结案', 'special close'],
} as const satisfies Readonly<Record<Pending['kind'], Word>>

const PERMISSION = {
  'ticket.read': ['查看事件', 'read tickets'],
  'ticket.report': ['登记事件', 'report tickets'],
  'ticket.desk': ['受理派遣', 'work at the desk'],
  'ticket.handle': ['承办事件', 'handle tickets'],
  'ticket.verify': ['核查结案', 'verify and close'],
  'ticket.approve': ['审批申请', 'decide about requests'],
  'reporter.read': ['查看诉求人', 'read the reporter'],
  'grid.read': ['查看网格', 'read grids'],
  'grid.write': ['维护网格', 'change grids'],
  'staffing.write': ['安排网格人员', 'staff grids'],
  'organisation.read': ['查看组织', 'read the organisation'],
  'organisation.write': ['维护组织', 'change the organisation'],
  'account.write': ['管理账号', 'keep accounts'],
  'catalogue.write': ['维护类别目录', 'change the catalogue'],
  'calendar.write': ['维护工作日历', 'change the calendar'],
  'duty.write': ['安排值班', 'keep the roster'],
  'visit.read': ['查看走访', 'see visits'],
  'visit.write': ['记录走访', 'record visits'],
  'visit.plan': ['安排走访', 'plan visits'],
  'inquiry.read': ['查看质询', 'see inquiries'],
  'inquiry.write': ['提出和答复质询', 'ask and answer inquiries'],
  'figure.read': ['查看统计', 'read figures'],
  'brief.write': ['生成简报', 'produce briefs'],
  'order.read': ['查看督办和吹哨', 'see orders and whistles'],
  'order.write': ['督办和吹哨', 'issue orders and call departments'],
  'order.answer': ['应哨', 'answer whistles'],
  'assessment.read': ['查看考核', 'see assessments'],
  'assessment.write': ['考核评分与公布', 'assess and publish'],
  'assessment.object': ['对考核提出异议', 'object to an assessment'],
  'responsibility.read': ['查看责任认定和表扬', 'read cases of responsibility'],
  'responsibility.propose': ['提出责任建议、记录表扬', 'draft cases of responsibility'],
  'responsibility.decide': ['责任认定', 'decide on cases of responsibility'],
  'responsibility.speak': ['代表单位申辩申诉', 'speak and appeal for the unit'],
  'fieldPlan.read': ['查看下沉与坐诊', 'see field work'],
  'fieldPlan.write': ['安排下沉与坐诊', 'plan field work'],
  'inspection.read': ['查看抽查结果', 'see re-checks'],
  'inspection.write': ['抽取复核样本', 'draw samples'],
  'inspection.check': ['复核结案事件', 're-check matters'],
  'wall.write': ['开设大屏', 'set up wall screens'],
  'audit.read': ['审计', 'audit'],
  'setting.read': ['查看设置变更记录', 'see the history of settings'],
  'setting.write': ['维护文字、导入导出与恢复', 'change texts, import, export and restore'],
} as const satisfies Readonly<Record<Permission, Word>>

const FIELD = {
  title: ['标题', 'title'],
  reason: ['原因', 'reason'],
  publicReply: ['公开答复', 'public reply'],
  text: ['内容', 'text'],
} as const satisfies Readonly<Record<string, Word>>

const WORDS: Readonly<Record<string, Readonly<Record<string, Word>>>> = {
  state: STATE,
  command: COMMAND,
  request: REQUEST,
  permission: PERMISSION,
  field: FIELD,
}

/** A parameter of an error as people read it: words of the code are put into the language, all else stays. */
export function errorWord(name: string, value: string | number | boolean, lang: 'zh' | 'en'): string {
  const word = WORDS[name]?.[String(value)]
  return word === undefined ? String(value) : word[lang === 'zh' ? 0 : 1]
}
