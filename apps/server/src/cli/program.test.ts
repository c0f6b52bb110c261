import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Command } from 'commander'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { loadConfig } from '../platform/config.ts'
import { readMigrations } from '../platform/db/migrate.ts'
import { createDatabase, MIGRATIONS, type TestDatabase } from '../testing/database.ts'
import { programOf } from './program.ts'
import type { Line } from './task.ts'
import { explain, terminalOf } from './terminal.ts'

const NOW = Date.parse('2026-03-05T09:00:00+08:00')
let made: TestDatabase
let folder: string
let text = ''
let isGood = true
beforeAll(async () => {
  made = await createDatabase()
  folder = await mkdtemp(join(tmpdir(), 'lianxin-cli-'))
})
afterAll(async () => {
  await made.drop()
  await rm(folder, { recursive: true })
})
beforeEach(() => void (isGood = true))

const out = { isTTY: false, write: (piece: string) => ((text += piece), true) } as unknown as NodeJS.WriteStream

function newProgram(): Command {
  const line: Line = {
    lang: 'zh',
    terminal: terminalOf(out),
    fail: () => void (isGood = false),
    withTask: async (work) => {
      const config = loadConfig({ DATABASE_URL: made.url, DATA_DIR: folder, DEMO_TICKETS: '60' })
      const migrations = await readMigrations(MIGRATIONS)
      return work({ db: made.db, districtId: config.districtId, now: NOW, lang: 'zh', config, migrations })
    },
  }
  return programOf(line, out)
}

/** Quiet commands that throw instead of ending the process. */
function prepared(command: Command): Command {
  command.exitOverride().configureOutput({ writeOut: (piece) => (text += piece), writeErr: () => undefined })
  command.commands.forEach((sub) => prepared(sub))
  return command
}

async function run(...words: string[]): Promise<string> {
  text = ''
  await prepared(newProgram()).parseAsync(words, { from: 'user' })
  return text
}

/** Runs what must go wrong. @returns what the person reads */
async function fails(...words: string[]): Promise<string> {
  try {
    await run(...words)
  } catch (cause) {
    return explain(cause, 'zh').join('\n')
  }
  throw new Error(`lianxin ${words.join(' ')} was carried out`)
}

async function file(name: string, ...lines: string[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `\uFEFF${lines.join('\r\n')}\r\n`)
  return path
}

/** Every command with its sub-commands, as words. */
function wordsOf(command: Command, before: readonly string[] = []): string[][] {
  return command.commands.flatMap((sub) => {
    const words = [...before, sub.name()]
    return [words, ...wordsOf(sub, words)]
  })
}

describe('help', () => {
  test.each(wordsOf(newProgram()).map((words) => [words.join(' '), words] as const))('of %s', async (name, words) => {
    expect(await fails(...words, '--help')).toContain('outputHelp')
    expect(text).toContain(`Usage: lianxin ${name}`)
    expect(text).toMatch(/[\u4e00-\u9fff].*\/ \w/)
  })
})

test('config prints every setting', async () => {
  expect(await run('config')).toContain('`DATABASE_URL` or `DATABASE_URL_FILE`')
})

describe('in a fresh installation', () => {
  test('the doctor says what is missing', async () => {
    expect(await run('doctor')).toContain('✗ 没有区划 370890')
    expect(isGood).toBe(false)
    const path = await file('none.csv', 'id,createdAt,detail', '1,2020-01-01,路灯')
    expect(await fails('messages', 'import', path)).toContain('没有区划 370890')
  })

  test('a demo district is made once', async () => {
    expect(await run('demo', '--tickets', '60')).toContain('示范区已就绪')
    expect(await run('demo')).toContain('未作改动')
    expect(await fails('demo', '--tickets', 'many')).toContain('非负整数')
  }, 60_000)

  test('the doctor finds every ticket with an owner and a clock', async () => {
    const found = await run('doctor')
    expect(found).toContain('✓ 无承办单位的事件 0')
    expect(found).toContain('✓ 无期限的事件 0')
    expect(found).toContain('✓ 工作日历至 2026-12-31')
    expect([found.includes('✗'), isGood]).toEqual([false, true])
  })
})

test('users are invited, reset and closed; mistakes are explained', async () => {
  const invite = ['user', 'invite', 'zhang', '--name', '张三', '--role', 'dispatcher', '--unit']
  expect(await run(...invite, '370890')).toMatch(/dispatcher zhang: http:\/\/127\.0\.0\.1:8080\/\S+\n有效期至/)
  expect(await fails(...invite, '370890')).toContain('account.name_taken')
  expect(await fails(...invite, 'NOPE')).toContain('请从单位列表中选择')
  expect(await run('user', 'reset', 'zhang')).toContain('http://')
  for (const action of ['unlock', 'disable', 'enable']) expect(await run('user', action, 'zhang')).toContain('✓')
  expect(await fails('user', 'unlock', 'nobody')).toContain('account.not_found')
})

test('units are imported all or nothing', async () => {
  const good = await file(
    'units.csv',
    'code,name,parentCode',
    '370890099,新街道,370890',
    '370890099001,新社区,370890099',
  )
  expect(await run('units', 'import', good)).toContain('新建 2')
  expect(await run('units', 'import', good)).toContain('未变 2')
  const bad = await file('bad.csv', 'code,name,streetCode', '370890098001,新社区,370890098')
  expect(await fails('units', 'import', bad)).toContain('/rows/0/parentCode')
  expect(await fails('units', 'import', await file('odd.csv', 'a,b', '1,2'))).toContain('缺少 code、name 列')
  expect(await fails('units', 'import', join(folder, 'nowhere.csv'))).toContain('找不到文件')
})

test('a catalogue becomes a draft, or comes into force where asked for', async () => {
  const head = 'kind,major,minor,limit,unit'
  const good = await file('classes.csv', head, 'event,市容环境,暴露垃圾,4,work_hour')
  expect(await run('catalogue', 'import', good)).toContain('草稿')
  expect(await run('catalogue', 'import', good, '--activate')).toContain('已启用')
  const bad = await file('wrong.csv', head, 'event,市容环境,积水,-2,work_day')
  expect(await fails('catalogue', 'import', bad)).toContain('/csv/1/limit')
})

test('a calendar year is entered where it was published; tickets that waited for it get their dates', async () => {
  await made.db.owner.query('delete from calendar_exception where day >= $1', ['2026-01-01'])
  await made.db.owner.query('delete from calendar_year where year >= 2026')
  const path = await file('late.csv', 'id,createdAt,detail', 'late-1,2020-01-01,路灯不亮')
  await run('messages', 'import', path)
  expect(await run('doctor')).toMatch(/! 等待日历的事件 1 /)
  expect(await run('calendar', 'import', '2026')).toContain('补算期限 1 件')
  expect(await run('doctor')).toMatch(/✓ 等待日历的事件 0 /)
  expect(await fails('calendar', 'import', '2027')).toContain('2027')
  expect(await fails('calendar', 'import', 'next')).toContain('不是年份')
})

test('earlier messages are reported once, however their dates are written; faulty rows are named', async () => {
  const path = await file(
    'messages.csv',
    '留言编号,留言主题,留言时间,留言详情',
    'M1,路灯,2019/1/8 9:05,路灯不亮',
    'M2,噪音,2019年3月4日 21时30分,"夜间施工\n扰民"',
    'M3,,2019-02-30,没有这一天',
    'M1,路灯,2019/1/8 9:05,编号重复',
    'M4,空,2019/1/8,  ',
    'M5,长,2019/1/9,' + '长'.repeat(20_001),
  )
  const first = await run('messages', 'import', path)
  expect(first).toContain('新登记 2，已有 0，有误 4')
  expect(first).toContain('#3 createdAt: “2019-02-30”不是日期时间')
  expect(first).toContain('#4 id: 编号 M1 重复')
  expect(first).toContain('#5 detail: 内容为空')
  expect(first).toContain('#6 /description: ')
  expect(isGood).toBe(false)
  expect(await run('messages', 'import', path)).toContain('新登记 0，已有 2，有误 4')
  const { rows } = await made.db.owner.query<{ number: string; at: Date; description: string }>(
    `select external_number as number, description, to_char(originally_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at
     from ticket where external_number like 'M%' order by 1`,
  )
  expect(rows).toEqual([
    { number: 'M1', at: '2019-01-08 09:05', description: '路灯不亮' },
    { number: 'M2', at: '2019-03-04 21:30', description: '夜间施工\n扰民' },
  ])
  const changed = await file('changed.csv', 'id,createdAt,detail', 'M1,2019/1/8 9:05,另一件事')
  expect(await run('messages', 'import', changed)).toContain('#1 /id: ')
})

test('the doctor finds a ticket whose holder was dissolved', async () => {
  const set = (active: boolean) =>
    made.db.owner.query(
      `update unit set active = $1 where id = (select holder_unit_id from ticket where closed_at is null order by id limit 1)`,
      [active],
    )
  await set(false)
  expect(await run('doctor')).toMatch(/✗ 无承办单位的事件 [1-9]/)
  expect(isGood).toBe(false)
  await set(true)
})
