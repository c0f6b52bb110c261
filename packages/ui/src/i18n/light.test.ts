import i18next from 'i18next'
import { expect, test } from 'vitest'

import { en } from './en.ts'
import { keysOf } from './keys.ts'
import light from './light.ts'
import { zh } from './zh.ts'

const values = { n: 3, percent: 40, id: 'x$&{{n}}', year: 2031, seconds: 5 }
const options = {
  resources: { zh: { page: { only: '只有中文' }, shared: zh }, en: { page: {}, shared: en } },
  lng: 'zh',
  fallbackLng: 'zh',
  defaultNS: 'page',
  fallbackNS: 'shared',
  ns: ['page', 'shared'],
  interpolation: { escapeValue: false, skipOnVariables: true },
}

test.each(['zh', 'en'])('every text in %s reads as with the whole library', async (lang) => {
  await i18next.init(options)
  await light.init(options)
  await i18next.changeLanguage(lang)
  await light.changeLanguage(lang)
  for (const key of [...keysOf(zh), 'only', 'state', 'not.there']) {
    if (key === 'state') expect(light.t(key)).toBe('state')
    else expect(light.t(key, values)).toBe(i18next.t(key, values))
  }
})
