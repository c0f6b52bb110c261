import { expect, test } from 'vitest'

import { readCatalogueCsv } from './csv.ts'

const HEAD = 'kind,major,minor_code,minor,file_condition,limit,unit,close_condition,source'
const read = (...rows: string[]) => readCatalogueCsv([HEAD, ...rows].join('\n'))

test('several classes in one row become several, without a limit they get the default and a warning', () => {
  const { classes, warnings, faults } = read('component,公用设施,,上水井盖；污水井盖;路灯,,,,,吉林')
  expect(faults).toEqual([])
  expect(classes.map(({ code, minor }) => [code, minor])).toEqual([
    ['C0101', '上水井盖'],
    ['C0102', '污水井盖'],
    ['C0103', '路灯'],
  ])
  expect(classes[0]?.stages).toEqual([{ name: '处置', limit: { amount: 5, unit: 'workDay' } }])
  expect(warnings).toMatchObject([{ row: 1, code: 'limit_default' }])
})

test('a class of a second city is left out with a warning, and a taken number moves on', () => {
  const { classes, warnings } = read(
    'event,市容环境,01,私搭乱建,,20,work_day,,甲',
    'event,市容环境,02,暴露垃圾,,4,work_hour,,甲',
    'event,市容环境,01,违法搭建,,15,work_day,,乙',
    'event,市容环境,02,暴露垃圾,,1,work_day,,乙',
  )
  expect(classes.map(({ code, minor, source }) => [code, minor, source])).toEqual([
    ['E0101', '私搭乱建', '甲'],
    ['E0102', '暴露垃圾', '甲'],
    ['E0103', '违法搭建', '乙'],
  ])
  expect(warnings).toMatchObject([{ row: 4, code: 'duplicate' }])
})

test('codes of the version before are kept, new classes get free ones', () => {
  const known = new Map([['event 市容环境 暴露垃圾', 'E0702']])
  const { classes } = readCatalogueCsv(
    [HEAD, 'event,街面秩序,,露天烧烤,,2,work_hour,,甲', 'event,市容环境,,暴露垃圾;积水,,4,work_hour,,甲'].join('\n'),
    known,
  )
  expect(classes.map(({ code }) => code)).toEqual(['E0101', 'E0702', 'E0701'])
})

test('no columns, no rows and broken quoting are faults, never an exception', () => {
  for (const text of ['', 'a,b\n1,2', HEAD, `${HEAD}\nevent,"甲`]) expect(readCatalogueCsv(text).faults).toHaveLength(1)
})
