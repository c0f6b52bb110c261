import type { ReplyOf, readNotice } from '@lianxin/contract'

import { fillText, NOTICE_TEXT } from '../catalogue/index.ts'
import type { Settings } from '../ticket/index.ts'

/** Counts up with every change of the usual text; those of the district's own count on from it. */
const VERSION = 1

/**
 * What is stored of a report, why, and for how long (个人信息保护法 art. 17); shown before it is sent.
 * @param own  the district's own words, if it has any; without English of its own the Chinese text is shown
 */
export function noticeOf(
  settings: Settings,
  own?: { readonly zh: string; readonly en: string; readonly revision: number },
): ReplyOf<typeof readNotice> {
  const years = String(Math.round((settings.reporterRetention_days / 365) * 10) / 10)
  const { districtName, hotline } = settings
  const values = { district: districtName, years, hotline }
  const text = own ? { zh: own.zh, en: own.en || own.zh } : NOTICE_TEXT
  const version = VERSION + (own?.revision ?? 0)
  return { version, districtName, hotline, zh: fillText(text.zh, values), en: fillText(text.en, values) }
}
