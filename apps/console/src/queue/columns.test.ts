import { describe, expect, it } from 'vitest'

import { COLUMNS, defaultColumns, fitting } from './columns.ts'

describe('columns that fit', () => {
  it('keeps a choice that fits, as it is', () => {
    const chosen = defaultColumns(1440)
    expect(fitting(chosen, 'zh', 1440)).toBe(chosen)
  })
  it('gives way from the least needed on, and keeps the order', () => {
    expect(fitting(COLUMNS, 'zh', 720)).toEqual(['number', 'title', 'place', 'state', 'remaining'])
  })
  it('keeps the title and the time left to the last', () => {
    expect(fitting(COLUMNS, 'en', 440)).toEqual(['title', 'remaining'])
  })
  it('says when a row needs lines instead', () => {
    expect(fitting(COLUMNS, 'en', 280)).toBeNull()
  })
})
