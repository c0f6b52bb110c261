/** Every right of the system. A post's role carries a set of them; the handlers ask for one, the database for the scope. */
export const PERMISSIONS = [
  'ticket.read',
  'ticket.report',
  'ticket.desk', // accept, decline, classify, locate, file, dispatch, reassign, merge, void
  'ticket.handle', // acknowledge, start, escalate, resolve … as holder or co-unit
  'ticket.verify', // verify, rework, close
  'ticket.approve', // suspend, extend, abnormal close asked for by others
  'reporter.read', // the reporter's name and telephone in clear, with purpose, traced
  'grid.read',
  'grid.write', // import, edit, activate
  'staffing.write',
  'organisation.read',
  'organisation.write', // units, persons, posts, roles
  'account.write', // invitations, locks, resets
  'catalogue.write',
  'calendar.write',
  'duty.write',
  'visit.read', // visits due in one's own grids
  'visit.write', // records a visit
  'visit.plan', // agrees on visits, changes and ends them
  'inquiry.read', // inquiries (质询) of one's own units and grids
  'inquiry.write', // asks, answers and judges them for one's unit
  'figure.read', // figures of one's own area or unit, and its monthly briefs
  'brief.write', // has a brief produced
  'order.read', // orders of supervision (督办) and whistles (吹哨) of one's own units and grids
  'order.write', // issues them, withdraws them, rates departments
  'order.answer', // answers whistles for one's unit
  'assessment.read', // scores: one's own from the preview on, all once published
  'assessment.write', // counts, marks, answers objections, publishes
  'assessment.object', // objects for one's own unit
  'responsibility.read', // cases of responsibility (责任倒查) of one's own unit, and commendations
  'responsibility.propose', // drafts cases in one's territory from what the rules propose; commends units
  'responsibility.decide', // decides on them in one's territory, answers appeals, lifts, sets the rules
  'responsibility.speak', // speaks and appeals for one's own unit
  'fieldPlan.read', // clinics of departments (坐诊) and field-work plans (下沉计划) of units
  'fieldPlan.write', // plans and records those of one's own unit
  'inspection.read', // results of sampling re-checks (抽查复核) of one's own units and area
  'inspection.write', // draws samples and gives them to inspectors
  'inspection.check', // checks what was given to oneself
  'wall.write', // screens in a hall
  'audit.read', // traces of reads and sign-ins
  'setting.read', // history of units, people, posts, catalogue, calendar, texts
  'setting.write', // texts; import, export and restoring, each beside the right for what is imported or restored
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** Roles of a post. System, security and audit administration are separated duties (GB/T 22239, 三权分立). */
export const ROLES = {
  systemAdmin: [
    'grid.read',
    'grid.write',
    'staffing.write',
    'organisation.read',
    'organisation.write',
    'catalogue.write',
    'calendar.write',
    'duty.write',
    'setting.read',
    'setting.write',
  ],
  securityAdmin: ['organisation.read', 'account.write'],
  districtLeader: [
    'ticket.read',
    'ticket.handle',
    'ticket.approve',
    'ticket.verify',
    'grid.read',
    'organisation.read',
    'visit.read',
    'wall.write',
    'inquiry.read',
    'inquiry.write',
    'figure.read',
    'brief.write',
    'order.read',
    'order.write',
    'assessment.read',
    'assessment.write',
    'responsibility.read',
    'responsibility.propose',
    'responsibility.decide',
    'responsibility.speak',
    'inspection.read',
    'inspection.write',
    'fieldPlan.read',
    'fieldPlan.write',
  ],
  auditor: [
    'audit.read',
    'setting.read',
    'organisation.read',
    'grid.read',
    'inquiry.read',
    'figure.read',
    'assessment.read',
    'inspection.read',
    'fieldPlan.read',
  ],
  dispatcher: [
    'ticket.read',
    'ticket.report',
    'ticket.desk',
    'ticket.verify',
    'ticket.approve',
    'reporter.read',
    'grid.read',
    'organisation.read',
    'duty.write',
    'wall.write',
    'visit.read',
    'inquiry.read',
    'inquiry.write',
    'figure.read',
    'brief.write',
    'order.read',
    'order.write',
    'responsibility.read',
    'responsibility.propose',
    'responsibility.speak',
    'inspection.read',
    'fieldPlan.read',
  ],
  hotlineClerk: ['ticket.read', 'ticket.report', 'reporter.read', 'grid.read', 'organisation.read'],
  departmentClerk: [
    'ticket.read',
    'ticket.report',
    'ticket.handle',
    'reporter.read',
    'grid.read',
    'organisation.read',
    'inquiry.read',
    'inquiry.write',
    'figure.read',
    'brief.write',
    'order.read',
    'order.answer',
    'assessment.read',
    'assessment.object',
    'responsibility.read',
    'responsibility.speak',
    'inspection.read',
    'fieldPlan.read',
    'fieldPlan.write',
  ],
  subdistrictLeader: [
    'ticket.read',
    'ticket.report',
    'ticket.handle',
    'ticket.desk',
    'ticket.approve',
    'ticket.verify',
    'reporter.read',
    'grid.read',
    'organisation.read',
    'staffing.write',
    'duty.write',
    'wall.write',
    'visit.read',
    'visit.write',
    'visit.plan',
    'inquiry.read',
    'inquiry.write',
    'figure.read',
    'brief.write',
    'order.read',
    'order.write',
    'order.answer',
    'assessment.read',
    'responsibility.read',
    'responsibility.propose',
    'responsibility.decide',
    'responsibility.speak',
    'inspection.read',
    'inspection.write',
    'inspection.check',
    'fieldPlan.read',
    'fieldPlan.write',
  ],
  communityLeader: [
    'ticket.read',
    'ticket.report',
    'ticket.handle',
    'reporter.read',
    'grid.read',
    'organisation.read',
    'staffing.write',
    'visit.read',
    'visit.write',
    'visit.plan',
    'inquiry.read',
    'inquiry.write',
    'figure.read',
    'order.read',
    'order.answer',
    'assessment.read',
    'responsibility.read',
    'responsibility.speak',
    'inspection.read',
    'inspection.check',
    'fieldPlan.read',
    'fieldPlan.write',
  ],
  gridLeader: [
    'ticket.read',
    'ticket.report',
    'ticket.handle',
    'reporter.read',
    'grid.read',
    'organisation.read',
    'visit.read',
    'visit.write',
    'visit.plan',
    'inquiry.read',
    'inquiry.write',
    'figure.read',
    'assessment.read',
    'assessment.object',
    'responsibility.read',
    'responsibility.speak',
    'inspection.read',
    'fieldPlan.read',
  ],
  gridWorker: [
    'ticket.read',
    'ticket.report',
    'ticket.handle',
    'reporter.read',
    'grid.read',
    'organisation.read',
    'visit.read',
    'visit.write',
    'inquiry.read',
    'inquiry.write',
    'assessment.read',
    'responsibility.read',
    'fieldPlan.read',
  ],
  gridVolunteer: ['ticket.report', 'grid.read'],
  /** 市民代表: a resident who re-checks what was closed; sees what is needed for that, and nobody's data (function 51). */
  citizenInspector: ['inspection.check'],
} as const satisfies Record<string, readonly Permission[]>
export type Role = keyof typeof ROLES
