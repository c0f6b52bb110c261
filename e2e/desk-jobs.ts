import type { Locator } from 'playwright-core'
import { describe, expect } from 'vitest'

import type { Hand } from './hand.ts'
import { enterOffice } from './office.ts'
import { QUIET_PLACE, reportMatter } from './stage.ts'
import { REPLY, REPORTER, type Job, type Workplace } from './workplace.ts'

const pane = (hand: Hand): Locator => hand.page.locator('#ticket-pane')
const form = (hand: Hand): Locator => hand.page.locator('form.lc-action-form')

/** Puts the cursor on a matter with j; the guide counts from there. Without words: on the uppermost. */
async function stand(hand: Hand, words = ''): Promise<void> {
  const row = hand.page.locator('.lc-row[data-condition]').filter({ hasText: words }).first()
  await row.waitFor()
  for (let tries = 0; tries < 120; tries++) {
    await hand.page.keyboard.press('j')
    if ((await row.getAttribute('data-cursor')) === 'true') return
  }
  throw new Error(`the cursor never came to ${words}`)
}

async function openUnderCursor(hand: Hand): Promise<void> {
  await hand.press('Enter')
  await hand.see(pane(hand).getByRole('toolbar'))
}

/** A command of the open matter that asks for words. */
async function give(hand: Hand, key: string, words: string): Promise<void> {
  await hand.press(key)
  await form(hand).locator('textarea:focus').waitFor()
  await hand.write(words)
  await hand.press('Control+Enter')
  await form(hand).waitFor({ state: 'detached' })
}

/** The jobs of those who sit at a desk, as `docs/guides/jobs.md` names them. */
export function deskJobs(at: Workplace, job: Job): void {
  describe('a dispatcher at a desk', () => {
    job('受理派单', async () => {
      const words = '街心花园路灯不亮'
      await reportMatter(at.url, { description: words, position: QUIET_PLACE })
      const hand = await at.handOf('赵敏')
      await stand(hand, words)
      await openUnderCursor(hand)
      await hand.press('d')
      await hand.page.locator('.ant-select-item-option-active', { hasText: '推荐' }).waitFor()
      await hand.press('Enter')
      await pane(hand).locator('button:focus', { hasText: '确认派单' }).waitFor()
      await hand.press('Enter')
      await hand.see(pane(hand).getByText('待签收'))
      return hand
    })

    job('登记来电', async () => {
      const hand = await at.handOf('赵敏')
      await hand.press('Control+k')
      await hand.see(hand.page.locator('dialog.lc-palette[open]'))
      await hand.pick('dhd')
      await hand.page.locator('[role=option][aria-selected=true]', { hasText: '电话登记' }).waitFor()
      await hand.press('Enter')
      await hand.see(hand.page.locator('textarea:focus'))
      await hand.write('单元门口的路灯不亮，晚上老人看不清台阶')
      await hand.page.locator('.lc-chip').first().waitFor()
      await hand.press('Tab')
      await hand.press('Space')
      await hand.write('花园')
      await hand.page.locator('.ant-select-item-option-active').waitFor()
      await hand.press('Enter')
      await hand.page.locator('input[inputmode=tel]:focus').waitFor()
      await hand.write(REPORTER.telephone)
      await hand.press('Control+Enter')
      await hand.see(hand.page.locator('.lc-receipt', { hasText: '我们会在' }))
      return hand
    })

    job('查一件', async () => {
      const { number } = await reportMatter(at.url, { description: '居民来电问进度' })
      const hand = await at.handOf('赵敏')
      await hand.press('Control+k')
      await hand.see(hand.page.locator('dialog.lc-palette[open]'))
      await hand.write(number)
      await hand.page.locator('[role=option][aria-selected=true]', { hasText: number }).waitFor()
      await hand.press('Enter')
      await hand.see(pane(hand).getByText('居民来电问进度'))
      return hand
    })

    job('催办最急的一件', async () => {
      const hand = await at.handOf('赵敏')
      await hand.pick('gw')
      await hand.see(hand.page.locator('.lc-queue-list[aria-label="全部在办"] .lc-row[data-condition]'))
      await stand(hand)
      await openUnderCursor(hand)
      await give(hand, 'q', '请今天答复居民')
      await hand.see(pane(hand).getByText('请今天答复居民'))
      return hand
    })

    job('核查结案', async () => {
      const words = '广场地面有污渍'
      const wang = await enterOffice(at.url, 'wang')
      await wang.give(await at.heldMatter(words), { kind: 'resolve', publicReply: REPLY })
      const hand = await at.handOf('赵敏')
      await hand.pick('gv')
      await stand(hand, words)
      await openUnderCursor(hand)
      await hand.press('v')
      await pane(hand).getByRole('button', { name: /^结案/ }).waitFor()
      await hand.press('z')
      await hand.see(pane(hand).getByText('已结案'))
      return hand
    })
  })

  describe('a department clerk', () => {
    /** The list of the unit, the matter open. */
    async function atMatter(words: string): Promise<Hand> {
      await at.heldMatter(words)
      const hand = await at.handOf('王磊')
      await stand(hand, words)
      await openUnderCursor(hand)
      return hand
    }

    job('签收', async () => {
      const hand = await atMatter('辅路有泥浆')
      await hand.press('g')
      await hand.see(pane(hand).getByText('已签收'))
      return hand
    })

    job('答复办结', async () => {
      const hand = await atMatter('桥面有砂石')
      await give(hand, 'o', REPLY)
      await hand.see(pane(hand).getByText('待核查'))
      return hand
    })

    job('退回派遣台', async () => {
      const hand = await atMatter('门前积雪没人扫')
      await give(hand, 'r', '属民政局职责')
      await hand.see(pane(hand).getByText('属民政局职责'))
      return hand
    })

    job('申请延期', async () => {
      const hand = await atMatter('隔离带里有垃圾')
      await give(hand, 'h', '需要调配清扫车')
      await hand.see(pane(hand).getByText('需要调配清扫车'))
      return hand
    })

    job('写进展', async () => {
      const hand = await atMatter('步道上有油渍')
      await give(hand, 'b', '清洗车明早到场')
      await hand.see(pane(hand).getByText('清洗车明早到场'))
      return hand
    })
  })

  describe('a community leader', () => {
    /** What a grid has passed up, open. */
    async function atMatter(words: string): Promise<Hand> {
      await at.lin.give(await at.gridMatter(words), { kind: 'escalate', reason: '网格解决不了' })
      const hand = await at.handOf('李红')
      await stand(hand, words)
      await openUnderCursor(hand)
      return hand
    }

    job('办结网格上报的事', async () => {
      const hand = await atMatter('楼后堆着装修垃圾')
      await give(hand, 'o', REPLY)
      await hand.see(pane(hand).getByText('待核查'))
      return hand
    })

    job('上报街道', async () => {
      const hand = await atMatter('围墙边长期倾倒垃圾')
      await give(hand, 'e', '需要街道协调物业')
      await hand.see(pane(hand).getByText('需要街道协调物业'))
      return hand
    })

    job('看本社区在办', async () => {
      const hand = await at.handOf('李红')
      await hand.pick('gw')
      await hand.see(hand.page.locator('.lc-queue-list[aria-label="全部在办"] .lc-row[data-condition]'))
      return hand
    })

    job('找网格员电话', async () => {
      const hand = await at.handOf('李红')
      await hand.press('Control+k')
      await hand.see(hand.page.locator('dialog.lc-palette[open]'))
      await hand.write(at.work.gridName)
      // The grid itself, above the unit of the same name.
      const first = hand.page.locator('[role=option][aria-selected=true]', { hasText: at.work.gridName })
      await first.filter({ hasNotText: '网格组' }).waitFor()
      await hand.press('Enter')
      await hand.see(hand.page.getByText('林秀'))
      return hand
    })

    job('登记居民来访', async () => {
      const hand = await at.handOf('李红')
      await hand.press('Control+k')
      await hand.see(hand.page.locator('dialog.lc-palette[open]'))
      await hand.pick('dhd')
      await hand.page.locator('[role=option][aria-selected=true]', { hasText: '电话登记' }).waitFor()
      await hand.press('Enter')
      await hand.see(hand.page.locator('textarea:focus'))
      await hand.write('居民到社区反映楼道堆物')
      await hand.press('Control+Enter')
      await hand.see(hand.page.locator('.lc-receipt'))
      return hand
    })
  })

  describe('an auditor', () => {
    const rows = (hand: Hand): Locator => hand.page.locator('.ant-table-row')
    /** Narrows the traces to a kind. */
    async function choose(hand: Hand, kind: string): Promise<void> {
      await hand.tap(hand.page.getByRole('combobox', { name: '类型' }))
      await hand.tap(hand.page.locator('.ant-select-item-option', { hasText: kind }).first())
      await hand.page.waitForFunction(
        `[...document.querySelectorAll('.ant-table-row')].every((row) => row.textContent.includes('${kind}'))`,
      )
    }
    const history = async (nav: string): Promise<Hand> => {
      const hand = await at.handOf('吴安')
      await hand.tap(hand.page.getByRole('navigation').getByRole('link', { name: nav }))
      await hand.see(hand.page.getByRole('button', { name: '变更记录' }))
      await hand.tap(hand.page.getByRole('button', { name: '变更记录' }))
      await hand.see(hand.page.locator('.ant-drawer-open'))
      return hand
    }

    job('查谁看过诉求人', async () => {
      const id = await at.gridMatter('电梯口有积水')
      await at.lin.send('POST', `/tickets/${id}/reporter`, { purpose: '回电核实情况' })
      const hand = await at.handOf('吴安')
      await choose(hand, '查看诉求人')
      await hand.see(rows(hand).filter({ hasText: '回电核实情况' }))
      return hand
    })

    job('查一件的留痕', async () => {
      const { id, number } = await reportMatter(at.url, { description: '楼顶有杂物', reporter: REPORTER })
      await at.zhao.send('POST', `/tickets/${id}/reporter`, { purpose: '电话核对地点' })
      const hand = await at.handOf('吴安')
      await hand.write(number, hand.page.getByRole('searchbox', { name: /对象/ }))
      await hand.press('Enter')
      await hand.see(rows(hand).filter({ hasText: '电话核对地点' }))
      return hand
    })

    job('查登录被拒', async () => {
      const refused = await fetch(`${at.url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-lianxin': '1' },
        body: JSON.stringify({ loginName: 'zhao', password: 'not the password' }),
      })
      expect(refused.ok).toBe(false)
      const hand = await at.handOf('吴安')
      await choose(hand, '登录被拒')
      await hand.see(rows(hand))
      return hand
    })

    job('查单位人员变更', () => history('组织人员'))
    job('查对外文字变更', () => history('文字'))
  })
}
