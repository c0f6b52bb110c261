import type { UnitBrief } from '@lianxin/contract'
import type { Lang } from '@lianxin/ui'

/** The unit's name in the language of the page; Chinese where no English one was entered. */
export function unitName(unit: Pick<UnitBrief, 'name' | 'nameEn'>, language: Lang): string {
  return language === 'en' && unit.nameEn !== '' ? unit.nameEn : unit.name
}

/** A class's name in the language of the page; null where the ticket is not classified yet. */
export function className(name: { readonly zh: string; readonly en: string } | null, language: Lang): string | null {
  if (name === null) return null
  return language === 'en' && name.en !== '' ? name.en : name.zh
}
