import type { AlarmLadder, TimeLimit, WhistleLimits } from '@lianxin/domain'

/** Limits and rules of a district as data; whatever is left out has the default of `settings.ts` of its module. */
export interface DistrictSettings {
  /** True for a generated district: people may be entered as without a password, on this machine only. */
  demo?: boolean
  /** How far the generated flow of a demo district is written: present at its making (epoch ms), tickets in all. */
  demoFlow?: { kind: 'taibai' | 'zhengzhou'; until: number; count: number; written: number }
  acceptanceLimit?: TimeLimit
  handlingLimit?: TimeLimit
  verificationLimit?: TimeLimit
  reopenWindow_days?: number
  urgentMaySkip?: boolean
  /** Time for the answer to an inquiry (质询). */
  inquiryAnswerLimit?: TimeLimit
  /** Times within which a called department signs and makes contact; the default is 1 h and 24 h. */
  whistleLimits?: Partial<WhistleLimits>
  reporterRetention_days?: number
  staffing?: { minimumStaff?: number; householdsFrom?: number; householdsTo?: number }
  hotline?: string
  /** Days between visits that are offered (functions 90 to 92); the default is 7, 30, 90, 180. */
  visitCadences_days?: number[]
  /** Rungs of the alarms in which a district deviates from the defaults. */
  alarmLadder?: Partial<AlarmLadder>
  /** Local hours without SMS, minutes of the day; the default is 21:00 to 8:00. */
  quietHours?: { from_minute: number; to_minute: number }
}
