export { useTranslation } from 'react-i18next'
export { currentLang, firstLang, setLang, setUpTexts, type Lang } from './setup.ts'
export { useLang, useWords } from './use-lang.ts'
export type { SharedTexts } from './zh.ts'
