import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import {
  box,
  DISTRICT,
  feature,
  geoJson,
  NOW,
  openOffice,
  smallDistrict,
  type Office,
} from '../modules/grid/grid.fixture.ts'
import { gridCommand } from './grid.ts'

let office: Office
let folder: string
beforeAll(async () => {
  office = await openOffice()
  folder = await mkdtemp(join(tmpdir(), 'lianxin-cli-'))
})
afterAll(async () => {
  await office.close()
  await rm(folder, { recursive: true })
})
afterEach(() => void (process.exitCode = undefined))

/** Runs `lianxin grid …`. @returns what it wrote and whether it succeeded */
async function run(...words: string[]): Promise<{ text: string; good: boolean }> {
  let text = ''
  const out = { isTTY: true, write: (piece: string) => ((text += piece), true) } as unknown as NodeJS.WriteStream
  const command = gridCommand((work) => work({ db: office.made.db, districtId: DISTRICT, now: NOW, lang: 'zh' }), out)
  await command.parseAsync(words, { from: 'user' })
  const good = process.exitCode !== 1
  process.exitCode = undefined
  return { text, good }
}

test('imports, checks, activates and exports from the command line', async () => {
  const file = join(folder, 'grids.geojson')
  await writeFile(file, geoJson([...smallDistrict(), feature('12', '坏', box(0, 0, 1, 1))]))
  const refused = await run('import', file)
  expect(refused.good).toBe(false)
  expect(refused.text).toContain('#8 12 code')
  expect(refused.text).toContain('共 1 处问题')

  const holed = smallDistrict()
  holed[3] = feature('370890001001001', '第一', box(0, 1, 0.9, 2))
  await writeFile(file, geoJson(holed))
  const imported = await run('import', file, '--activate')
  expect(imported.text).toMatch(/\[#+ *\]/)
  expect(imported.text).toContain('新建 7')
  expect(imported.text).not.toContain('启用')
  expect((await run('check')).good).toBe(false)
  const blocked = await run('activate')
  expect(blocked).toMatchObject({ good: false })
  expect(blocked.text).toContain('grid.coverage_broken')

  await writeFile(file, geoJson(smallDistrict()))
  expect((await run('import', file, '--activate')).text).toContain('启用 7')
  expect(await run('check')).toMatchObject({ good: true })
  const sheet = join(folder, 'out.csv')
  expect((await run('export', sheet, '--level', '3')).text).toContain('4 →')
  expect((await readFile(sheet, 'utf8')).trimEnd().split('\n')).toHaveLength(5)
})

test('a file of an unknown kind is refused by its name', async () => {
  await expect(run('import', join(folder, 'grids.shp'))).rejects.toThrow('.geojson')
})
