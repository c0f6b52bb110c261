import { TICKET_REFUSAL_CODES } from '@lianxin/domain'
import { describe, expect, it } from 'vitest'

import { ERRORS } from './catalogue.ts'

describe('error catalogue', () => {
  it('knows every refusal of the ticket core', () => {
    expect(TICKET_REFUSAL_CODES.filter((code) => !(code in ERRORS))).toEqual([])
  })

  it('says in both languages what is wrong and what to do, with the same parameters', () => {
    const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
    for (const [code, entry] of Object.entries(ERRORS)) {
      for (const text of [entry.zh.title, entry.zh.remedy, entry.en.title, entry.en.remedy])
        expect(text, code).not.toBe('')
      expect(parameters(entry.zh.title + entry.zh.remedy), code).toEqual(parameters(entry.en.title + entry.en.remedy))
    }
  })
})
