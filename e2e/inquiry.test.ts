import { rm } from 'node:fs/promises'

import type { ReplyOf, readTicketInquiries } from '@lianxin/contract'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DESK, expectAccessible, launch, open, PHONE, SMALL_DESK } from './browser.ts'
import { faultsInEveryLook, LOOKS_IN_THE_HAND } from './every-look.ts'
import { pressOn, writeInto } from './keys.ts'
import { enterOffice, type Clerk } from './office.ts'
import { enterConsole, enterField } from './people.ts'
import { newDataDir, startServer, type RunningServer } from './server.ts'
import { enterNextYear, reportMatter } from './stage.ts'

/** A machine may be busy with other things. */
const PATIENCE_MS = 60_000
const HOUR_MS = 3_600_000
const PICTURES = process.env['PICTURES_TO']
const QUESTION = '上报已满七个工作日，垃圾仍未清理，请说明原因和办结时间。'
const WORDS = '南街口建筑垃圾堆放多日'

let dataDir: string
let server: RunningServer
let browser: Browser
/** How far the clock of the server runs ahead. */
let ahead_ms = 0
/** The matter that sleeps. */
let matterId = ''
const faults: string[] = []

/** The same district, some days later: the server ends and starts again with its clock moved. */
async function startAhead(until: number): Promise<void> {
  await server?.stop()
  ahead_ms = Math.max(0, until - Date.now())
  server = await startServer({ DATA_DIR: dataDir, NODE_ENV: 'test', TEST_CLOCK_OFFSET_MS: String(Math.ceil(ahead_ms)) })
}

beforeAll(async () => {
  dataDir = await newDataDir('inquiry')
  await startAhead(0)
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const picture = async (page: Page, name: string): Promise<void> => {
  if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true })
}

async function at(name: string, size = DESK, locale = 'zh-CN'): Promise<Page> {
  const { page } = await open(browser, size, faults, locale)
  page.setDefaultTimeout(PATIENCE_MS)
  await enterConsole(page, server.url, name)
  return page
}

async function openTicket(page: Page, id: string) {
  await page.goto(`${server.url}/console/tickets/${id}`)
  await page.locator('#ticket-pane').getByRole('toolbar').waitFor()
  return page.getByRole('region', { name: '质询' })
}

const inquiriesOf = (by: Clerk, id: string): Promise<ReplyOf<typeof readTicketInquiries>> =>
  by.get(`/tickets/${id}/inquiries`)

describe('the right of inquiry', { timeout: 600_000 }, () => {
  it('opens on both screens after seven working days, is used by keyboard, goes unanswered, rises, is answered and taken', async () => {
    await enterNextYear(server.url)
    const { id, number } = await reportMatter(server.url, { description: WORDS })
    matterId = id
    const zhao = await enterOffice(server.url, 'zhao')
    const lin = await enterOffice(server.url, 'lin')
    let li = await enterOffice(server.url, 'li')
    const { post } = lin.session
    if (!post) throw new Error('林秀 has a post')
    await zhao.give(id, { kind: 'dispatch', classCode: 'E0104', unitId: post.unit.id })
    await lin.give(id, { kind: 'escalate', reason: '需要社区协调清运' })
    await li.give(id, { kind: 'escalate', reason: '需要街道安排车辆' })
    const { right } = await inquiriesOf(li, id)
    expect(right).toMatchObject({ standing: 'waiting', mayAsk: false })
    const opensAt = Date.parse(right?.opensAt ?? '')
    const { dueAt } = await zhao.get<{ dueAt: string }>(
      `/calendar/due?${new URLSearchParams({ from: new Date().toISOString(), amount: '7', unit: 'workDay' }).toString()}`,
    )
    expect(Math.abs(Date.parse(dueAt) - opensAt)).toBeLessThan(HOUR_MS)
    const early = await openTicket(await at('李红'), id)
    await early.getByText('仍未解决的').waitFor()
    expect(await early.getByRole('button').count()).toBe(0)

    // It sleeps: nobody touches it until its day has passed.
    await startAhead(opensAt + HOUR_MS)
    const below = await at('李红')
    const above = await at('孙立')
    const asker = await openTicket(below, id)
    const asked = await openTicket(above, id)
    await asker.getByText('可以质询').waitFor()
    await asked.getByText('可以质询').waitFor()
    expect(await asked.getByRole('button').count()).toBe(0)
    await picture(below, 'right-below')
    await picture(above, 'right-above')

    // Asked without a mouse; what was typed survives a reload.
    await pressOn(below, asker.getByRole('button', { name: '提出质询' }))
    await writeInto(below, asker.getByRole('textbox'), QUESTION)
    await asker.getByText('草稿已存在本机').waitFor()
    await picture(below, 'ask-form')
    await below.reload()
    await pressOn(below, asker.getByRole('button', { name: '提出质询' }))
    expect(await asker.getByRole('textbox').inputValue()).toBe(QUESTION)
    await asker.getByRole('textbox').press('Control+Enter')
    await asker.getByText('待答复').waitFor()
    // The level asked sees it without doing anything.
    await asked.getByText(QUESTION).waitFor()
    await asked.getByRole('button', { name: '答复质询' }).waitFor()
    await expectAccessible(above, 'ticket with an inquiry')
    await picture(above, 'asked-above')

    li = await enterOffice(server.url, 'li')
    const due = Date.parse((await inquiriesOf(li, id)).items[0]?.rounds[0]?.clock.dueAt ?? '')
    expect(due).toBeGreaterThan(Date.now() + ahead_ms)

    const list = await at('孙立')
    await list.getByRole('link', { name: '质询' }).click()
    await list.getByRole('link', { name: new RegExp(WORDS) }).waitFor()
    await list.getByText(number).waitFor()
    await list.getByText('待我方答复 1').waitFor()
    await expectAccessible(list, 'inquiries')
    await picture(list, 'inquiries')

    // No answer: it goes up by itself, once.
    await startAhead(due + HOUR_MS)
    const later = await at('李红')
    const risen = await openTicket(later, id)
    await risen.getByText('下级逾期未答').waitFor()
    await risen.getByText('未答复').first().waitFor()
    expect(await risen.getByRole('listitem').count()).toBe(2)
    await picture(later, 'risen')
    li = await enterOffice(server.url, 'li')
    const [item] = (await inquiriesOf(li, id)).items
    expect(item?.rounds.map(({ because }) => because)).toEqual(['asked', 'unanswered'])
    // The level below was asked and cannot answer any longer; it still sees all of it.
    const passedBy = await openTicket(await at('孙立'), id)
    await passedBy.getByText('下级逾期未答').waitFor()
    expect(await passedBy.getByRole('button', { name: '答复质询' }).count()).toBe(0)

    // The district answers, and who asked takes it.
    const top = await at('陈主任')
    const called = await openTicket(top, id)
    await called.getByRole('button', { name: '答复质询' }).click()
    await called.getByRole('textbox').fill('已责成街道本周内清运，区管委会督办。')
    await called.getByRole('textbox').press('Control+Enter')
    await called.getByText('已答复，待评判').waitFor()
    await risen.getByRole('button', { name: '认可答复' }).waitFor()
    await picture(later, 'to-judge')
    await risen.getByRole('button', { name: '认可答复' }).click()
    await risen.getByText('已认可').first().waitFor()
    await called.getByText('已认可').first().waitFor()
    await picture(top, 'content')
    expect(faults).toEqual([])
  })

  it('is asked from the telephone of the grid worker as well, whose matter it was first', async () => {
    const { page } = await open(browser, PHONE, faults)
    page.setDefaultTimeout(PATIENCE_MS)
    await enterField(page, server.url, '林秀')
    await page.goto(`${server.url}/field/t/${matterId}`)
    const box = page.getByRole('region', { name: '质询' })
    await box.getByText('已认可').waitFor()
    await box.getByRole('button', { name: '提出质询' }).tap()
    await page.getByLabel('质询内容').fill('网格每天有群众询问，请答复进度。')
    await picture(page, 'phone-ask')
    await page.getByRole('button', { name: '提交', exact: true }).tap()
    await box.getByText('网格每天有群众询问').waitFor()
    await box.getByText('待答复').waitFor()
    expect(await faultsInEveryLook(page, 'inquiry', 'phone', LOOKS_IN_THE_HAND)).toEqual([])
    await picture(page, 'phone')
    expect(faults).toEqual([])
  })

  it('reads well in every look, in English, on a small desk, and where there is nothing', async () => {
    for (const [name, size, locale] of [
      ['small', SMALL_DESK, 'zh-CN'],
      ['english', DESK, 'en-GB'],
    ] as const) {
      const page = await at('李红', size, locale)
      await page.goto(`${server.url}/console/inquiries?show=asked`)
      await page.getByRole('switch').click()
      await page.locator('.ant-table-row').waitFor()
      await picture(page, `list-${name}`)
      if (name === 'small') expect(await faultsInEveryLook(page, 'inquiries', 'desk')).toEqual([])
      await picture(page, `list-${name}-last-look`)
      await page.goto(`${server.url}/console/tickets/${matterId}`)
      await page.locator('.lc-inquiries').waitFor()
      await picture(page, `card-${name}`)
    }
    const empty = await at('王磊')
    await empty.goto(`${server.url}/console/inquiries`)
    await empty.getByText('没有等待我方答复的质询').waitFor()
    await picture(empty, 'empty')
    expect(faults).toEqual([])
  })
})
