import { useTranslation } from 'react-i18next'

import { setLang, type Lang } from './setup.ts'

/** The language of the page and how to change it. */
export function useLang(): readonly [Lang, (lang: Lang) => void] {
  const { i18n } = useTranslation()
  return [i18n.language === 'en' ? 'en' : 'zh', (lang) => void setLang(lang)]
}
