import type { TextView } from '@lianxin/contract'

/** What is known of a text before a district touches it. */
export type TextDefinition = Omit<TextView, 'zh' | 'en' | 'usual'> & {
  /** Undefined where the usual text depends on the district. */
  readonly usual: { readonly zh: string; readonly en: string }
}

/** What is stored of a report, why, and for how long (个人信息保护法 art. 17); shown before it is sent. */
export const NOTICE_TEXT = {
  zh:
    '您的上报由{district}网格化服务管理中心受理。我们只保存办理所需的内容：事由、地点、照片，以及您愿意留下的姓名和电话。' +
    '姓名和电话可以不填；默认隐去显示，工作人员查看须说明用途并留痕，办理结束后最长保存 {years} 年即清除。' +
    '照片中的拍摄位置只用于一次定位，随后删除。您可以要求不向承办单位透露身份。' +
    '您有权查阅、复制、更正或删除自己的信息，可凭编号和查询码办理，或拨打 {hotline}。',
  en:
    'Your report goes to the grid service centre of {district}. Only what is needed is kept: the matter, the place, ' +
    'photos, and the name and telephone you choose to leave. Both may be left out; they are masked by default, staff see ' +
    'them only for a stated purpose and with a trace, and they are erased after {years} years at the latest. ' +
    'The place stored in a photo is used once to locate the matter and then removed. You may ask that handling units do not ' +
    'learn who you are. You may see, copy, correct or delete your data with your number and follow code, or by calling {hotline}.',
} as const

const HOLES = {
  district: { meaning: { zh: '本区名称', en: 'name of the district' }, example: { zh: '太白湖新区', en: 'Taibai' } },
  years: { meaning: { zh: '保存年限', en: 'years kept' }, example: { zh: '2', en: '2' } },
  hotline: { meaning: { zh: '热线电话', en: 'hotline' }, example: { zh: '12345', en: '12345' } },
} as const

/** Texts every district has; standard replies come by class beside them. */
export const TEXTS: readonly TextDefinition[] = [
  {
    key: 'district.name',
    group: 'district',
    label: { zh: '本区名称（显示在每个页面）', en: 'Name of the district, on every page' },
    usual: { zh: '', en: '' },
    holes: [],
    form: 'line',
    maxLength: 40,
    translated: false,
  },
  {
    key: 'district.hotline',
    group: 'district',
    label: { zh: '热线电话（居民在每个页面可拨打）', en: 'Hotline that residents can call from every page' },
    usual: { zh: '12345', en: '12345' },
    holes: [],
    form: 'line',
    maxLength: 20,
    translated: false,
  },
  {
    key: 'resident.notice',
    group: 'resident',
    label: { zh: '个人信息告知（居民填写姓名电话前看到）', en: 'Notice on personal data, read before a name is typed' },
    usual: NOTICE_TEXT,
    holes: Object.entries(HOLES).map(([name, hole]) => ({ name, ...hole })),
    form: 'text',
    maxLength: 2000,
    translated: true,
  },
]

/** Standard replies of a class, one in each line. */
export function repliesDefinition(code: string, minor: string, replies: readonly string[]): TextDefinition {
  return {
    key: `replies.${code}`,
    group: 'replies',
    label: { zh: `${minor}（${code}）`, en: `${minor} (${code})` },
    usual: { zh: replies.join('\n'), en: '' },
    holes: [],
    form: 'list',
    maxLength: 4000,
    translated: false,
  }
}

/** The lines of a list, without empty ones. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** A text with its holes filled; what is no hole stays. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
