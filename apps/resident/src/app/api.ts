import { createClient } from '@lianxin/client'
import { currentLang } from '@lianxin/ui'

export const { call, urlOf } = createClient({ lang: currentLang })
