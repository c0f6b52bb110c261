import type { Role } from '../permissions.ts'
import type { SheetName } from './sheets.ts'

type Word = readonly [zh: string, en: string]
export type SettingLang = 'zh' | 'en'

/** Names of what is administered: headings of the tables and labels of the history. */
export const SETTING_FIELDS = {
  name: ['名称', 'Name'],
  nameEn: ['英文名称', 'English name'],
  unitKind: ['类型', 'Kind'],
  code: ['编码', 'Code'],
  parent: ['上级单位', 'Unit above'],
  parentCode: ['上级单位编码', 'Code of the unit above'],
  grid: ['管辖网格', 'Grid'],
  gridCode: ['管辖网格编码', 'Code of the grid'],
  dutyTelephone: ['值班电话', 'Duty telephone'],
  active: ['在用', 'In use'],
  personName: ['姓名', 'Name of the person'],
  telephone: ['工作电话', 'Work telephone'],
  source: ['来源', 'Where from'],
  working: ['在职', 'At work'],
  person: ['人员', 'Person'],
  unit: ['单位', 'Unit'],
  unitCode: ['单位编码', 'Code of the unit'],
  role: ['角色', 'Role'],
  validFrom: ['开始日期', 'First day'],
  validTo: ['结束日期', 'Last day'],
  personId: ['人员编号', 'Id of the person'],
  postId: ['岗位编号', 'Id of the post'],
  startsAt: ['开始', 'Begins'],
  endsAt: ['结束', 'Ends'],
  classKind: ['种类', 'Kind of class'],
  major: ['大类', 'Major class'],
  majorEn: ['大类英文', 'Major class, English'],
  minor: ['小类', 'Minor class'],
  minorEn: ['小类英文', 'Minor class, English'],
  filingCondition: ['立案条件', 'Condition to file'],
  closingCondition: ['结案条件', 'Condition to close'],
  stages: ['期限', 'Limit'],
  evidenceRequired: ['须照片', 'Photo needed'],
  urgent: ['紧急', 'Urgent'],
  confidential: ['保密', 'Confidential'],
  responsible: ['责任单位', 'Responsible units'],
  standardReplies: ['常用答复', 'Standard replies'],
  basis: ['依据', 'Source of the rule'],
  version: ['现行版本', 'Version in force'],
  dayKind: ['类别', 'What it is'],
  day: ['日期', 'Day'],
  dayName: ['节日', 'Holiday'],
  from: ['从', 'From'],
  to: ['到', 'To'],
  hours: ['工作时间', 'Working hours'],
  acceptance: ['受理期限', 'Time to accept'],
  handling: ['一般处置期限', 'Usual time to handle'],
  verification: ['核查期限', 'Time to verify'],
  inquiryAnswer: ['质询答复期限', 'Time to answer an inquiry'],
  whistleSign: ['吹哨签到期限', 'Time to sign a whistle'],
  whistleContact: ['吹哨联系期限', 'Time to make contact'],
  reopenWindow_days: ['办结后可要求返工', 'Rework may be asked for within'],
  nearDue_percent: ['临期提醒：剩余时间占比', 'Near due: last part of the time'],
  nearDue_h: ['临期提醒：最多提前', 'Near due: at most this long before'],
  remindAfter_workDays: ['催办：超期后', 'Reminder: after the deadline'],
  criticiseAfter_workDays: ['通报批评：催办后', 'Criticism: after the reminder'],
  key: ['文字编号', 'Key of the text'],
  label: ['说明', 'What it is for'],
  zh: ['中文', 'Chinese'],
  en: ['英文', 'English'],
} as const satisfies Readonly<Record<string, Word>>
export type SettingField = keyof typeof SETTING_FIELDS

const ROLE: Readonly<Record<Role, Word>> = {
  systemAdmin: ['系统管理员', 'system administrator'],
  securityAdmin: ['安全管理员', 'security administrator'],
  auditor: ['审计员', 'auditor'],
  districtLeader: ['区领导', 'district leader'],
  dispatcher: ['派遣员', 'dispatcher'],
  hotlineClerk: ['热线话务员', 'hotline clerk'],
  departmentClerk: ['部门经办人', 'department clerk'],
  subdistrictLeader: ['街道负责人', 'subdistrict leader'],
  communityLeader: ['社区负责人', 'community leader'],
  gridLeader: ['网格长', 'grid leader'],
  gridWorker: ['网格员', 'grid worker'],
  gridVolunteer: ['网格志愿者', 'grid volunteer'],
  citizenInspector: ['市民代表', 'citizen inspector'],
}

/** Words of closed sets, by which tables are written and read. */
export const SETTING_VALUES = {
  unitKind: {
    territorial: ['属地', 'territorial'],
    department: ['部门', 'department'],
    desk: ['派遣台', 'desk'],
    superior: ['上级单位', 'superior'],
  },
  source: {
    staff: ['本单位', 'own staff'],
    publicOfficial: ['公职人员', 'public official'],
    seconded: ['下沉人员', 'seconded'],
    department: ['部门人员', 'department staff'],
    volunteer: ['志愿者', 'volunteer'],
  },
  role: ROLE,
  classKind: { event: ['事件', 'event'], component: ['部件', 'component'] },
  dayKind: {
    holiday: ['放假', 'holiday'],
    makeUp: ['调休上班', 'make-up workday'],
    hours: ['工作时间', 'working hours'],
  },
  flag: { true: ['是', 'yes'], false: ['否', 'no'] },
  limitUnit: { workHour: ['工作时', 'working hours'], workDay: ['工作日', 'working days'], hour: ['小时', 'hours'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Word>>>>
export type SettingValues = keyof typeof SETTING_VALUES

export const SHEET_NAMES: Readonly<Record<SheetName, Word>> = {
  units: ['单位', 'Units'],
  staff: ['人员与岗位', 'People and posts'],
  catalogue: ['类别目录', 'Catalogue'],
  calendar: ['工作日历', 'Calendar'],
  texts: ['文字', 'Texts'],
}

const at = (lang: SettingLang): 0 | 1 => (lang === 'zh' ? 0 : 1)

/** The name of a field in one language. */
export function fieldWord(field: SettingField, lang: SettingLang): string {
  return SETTING_FIELDS[field][at(lang)]
}

/** A value of a closed set as people read it; what is not in the set stays as it is. */
export function settingWord(set: SettingValues, value: string, lang: SettingLang): string {
  const words: Readonly<Record<string, Word>> = SETTING_VALUES[set]
  return words[value]?.[at(lang)] ?? value
}

/** The value people mean by a word, in either language or as the code itself, whatever its case. */
export function readSettingWord(set: SettingValues, text: string): string | undefined {
  const wanted = text.trim().toLowerCase()
  const words: Readonly<Record<string, Word>> = SETTING_VALUES[set]
  return Object.entries(words).find(
    ([value, word]) => value.toLowerCase() === wanted || word.some((one) => one.toLowerCase() === wanted),
  )?.[0]
}
