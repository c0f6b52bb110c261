import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { ERRORS, LIVE_TOPICS, PERMISSIONS } from '@lianxin/contract'
import { describe, expect, test } from 'vitest'

import { en as sharedEn } from './en.ts'
import { holesOf, keysOf, usedKeys } from './keys.ts'
import { zh as sharedZh } from './zh.ts'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
/** Pages that have texts of their own in `src/i18n/{zh,en}.ts`, exported as `zh` and `en`. */
const PAGES = ['resident', 'field', 'console'] as const

/** The ending of a text for exactly one, as i18next has it. */
const ONE = '_one'

function sourcesUnder(folder: string): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|(^|\/)i18n\/(zh|en|keys)\b/.test(name))
    .map((name) => ({ path: join(folder, name), text: readFileSync(join(ROOT, folder, name), 'utf8') }))
}

const exists = (page: string): boolean => {
  try {
    return readdirSync(join(ROOT, 'apps', page, 'src/i18n')).length > 0
  } catch {
    return false
  }
}

async function textsOf(page: string): Promise<{ zh: object; en: object }> {
  const load = async (lang: string): Promise<Record<string, object>> =>
    (await import(/* @vite-ignore */ pathToFileURL(join(ROOT, 'apps', page, `src/i18n/${lang}.ts`)).href)) as Record<
      string,
      object
    >
  const [zh, en] = [await load('zh'), await load('en')]
  return { zh: zh['zh'] ?? {}, en: en['en'] ?? {} }
}

function textAt(texts: object, key: string): string {
  let found: unknown = texts
  for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part]
  return typeof found === 'string' ? found : ''
}

function comparable(zh: object, en: object): void {
  const keys = keysOf(zh).sort()
  const known = new Set(keys)
  // English has a form for one of a thing, which Chinese does not know: it stands beside the form it belongs to.
  const ones = keysOf(en).filter((key) => key.endsWith(ONE) && known.has(key.slice(0, -ONE.length)))
  for (const key of ones) expect(holesOf(textAt(en, key)), key).toBe(holesOf(textAt(zh, key.slice(0, -ONE.length))))
  expect(
    keysOf(en)
      .filter((key) => !ones.includes(key))
      .sort(),
  ).toEqual(keys)
  for (const key of keys) {
    expect(textAt(zh, key), key).not.toBe('')
    expect(textAt(en, key), key).not.toBe('')
    expect(holesOf(textAt(en, key)), key).toBe(holesOf(textAt(zh, key)))
    expect(/\p{Script=Han}/u.test(textAt(en, key).replaceAll('中文', '')), `${key} is Chinese in English`).toBe(false)
  }
}

const sectionsOf = (...texts: object[]): ReadonlySet<string> => new Set(texts.flatMap((one) => Object.keys(one)))
const covers = (use: ReturnType<typeof usedKeys>, key: string): boolean =>
  use.keys.has(key) || [...use.prefixes].some((prefix) => key.startsWith(prefix))

test('shared words stand in both languages', () => comparable(sharedZh, sharedEn))

test('every shared word is used somewhere', () => {
  const folders = ['packages/ui/src', ...PAGES.map((page) => `apps/${page}/src`)]
  const use = usedKeys(
    folders.flatMap(sourcesUnder).map(({ text }) => text),
    sectionsOf(sharedZh),
  )
  // The sides of a clock are put together in `formatWorkingLeft`, whose test says each of them.
  const unused = keysOf(sharedZh).filter((key) => !covers(use, key) && !/^(left|over)\./.test(key))
  expect(unused).toEqual([])
})

describe.each(PAGES.filter(exists))('texts of %s', (page) => {
  test('stand in both languages, with the same values to fill in', async () => {
    const { zh, en } = await textsOf(page)
    comparable(zh, en)
  })

  test('are all used, and none is missing', async () => {
    const { zh } = await textsOf(page)
    const use = usedKeys(
      sourcesUnder(`apps/${page}/src`).map(({ text }) => text),
      sectionsOf(zh, sharedZh),
    )
    // Codes of errors, rights and live topics look like keys.
    const codes = [...Object.keys(ERRORS), ...PERMISSIONS, ...Object.keys(LIVE_TOPICS)]
    const known = new Set([...keysOf(zh), ...keysOf(sharedZh), ...codes])
    expect(
      [...use.keys].filter((key) => !known.has(key)),
      'missing',
    ).toEqual([])
    expect(
      keysOf(zh).filter((key) => !covers(use, key)),
      'unused',
    ).toEqual([])
  })

  test('no Chinese stands outside the texts', () => {
    const stray = sourcesUnder(`apps/${page}/src`).flatMap(({ path, text }) =>
      text
        .replaceAll(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')
        .split('\n')
        .filter((line) => /\p{Script=Han}/u.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
    expect(stray).toEqual([])
  })
})
