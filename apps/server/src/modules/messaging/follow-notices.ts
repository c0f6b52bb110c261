import type { FollowNotices, putFollowNotices, readFollowNotices } from '@lianxin/contract'

import type { Tx } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import type { Call } from '../../platform/serve.ts'
import { followScope, openFollowed } from '../intake/index.ts'
import { tickets } from '../ticket/index.ts'
import type { MessagingDeps } from './deps.ts'
import { findReachable, personKey, updateWishes, type PersonKey } from './people.ts'

/** WeChat's own page that asks for the consent to one message (一次性订阅消息). */
const SUBSCRIBE_URL = 'https://mp.weixin.qq.com/mp/subscribemsg'
/** Scenes WeChat takes; consents of one scene do not add up, so that each ticket has its own as far as they go. */
const SCENES = 10_001

/** What the page of WeChat is called with. */
export interface WeChatAccount {
  readonly appId: string
  readonly templateId: string
}

/** A number of the ticket between 0 and 10,000; the same at the consent and at the sending. */
export function sceneOf(ticketId: string): number {
  return Number.parseInt(ticketId.replaceAll('-', '').slice(-8), 16) % SCENES
}

function subscribeUrl(account: WeChatAccount, publicUrl: string, number: string, ticketId: string): string {
  const query = new URLSearchParams({
    action: 'get_confirm',
    appid: account.appId,
    scene: String(sceneOf(ticketId)),
    template_id: account.templateId,
    // Without the follow code: the page keeps it in the tab.
    redirect_url: `${publicUrl}/r/t/${encodeURIComponent(number)}`,
    reserved: 'page',
  })
  return `${SUBSCRIBE_URL}?${query.toString()}#wechat_redirect`
}

export interface FollowDeps extends MessagingDeps {
  readonly wechat: WeChatAccount | null
}

type Followed = { readonly ticketId: string; readonly number: string; readonly key: PersonKey }

/** @throws Refusal ticket.follow_unknown, the same for a wrong number and a wrong code */
async function followed(
  call: Call<typeof readFollowNotices | typeof putFollowNotices>,
  districtId: number,
): Promise<Followed> {
  const { token } = call.query
  const { number } = call.params
  return call.inScope(followScope(districtId, token), async (tx) => {
    const open = await openFollowed(tx, districtId, { number, token })
    return { ticketId: open.ticket.id, number: open.number, key: personKey(open.coReporterId) }
  })
}

async function viewOf(tx: Tx, deps: FollowDeps, districtId: number, of: Followed): Promise<FollowNotices> {
  const { telephone, openid, smsWanted } = await findReachable(tx, districtId, of.ticketId, of.key)
  const possible = telephone !== '' && deps.ways.has('sms')
  const wechat = deps.ways.has('wechat') ? deps.wechat : null
  return {
    sms: { possible, on: possible && smsWanted, maskedTelephone: tickets.maskTelephone(telephone) },
    wechat: {
      subscribeUrl:
        wechat === null || deps.publicUrl === '' ? null : subscribeUrl(wechat, deps.publicUrl, of.number, of.ticketId),
      on: openid !== '',
    },
  }
}

/** How the reporter of a followed ticket is told. */
export async function readForReporter(
  call: Call<typeof readFollowNotices>,
  deps: FollowDeps,
  districtId: number,
): Promise<FollowNotices> {
  const of = await followed(call, districtId)
  return call.inScope(systemScope(districtId), (tx) => viewOf(tx, deps, districtId, of))
}

/** Changes it by the reporter's own hand. */
export async function saveForReporter(
  call: Call<typeof putFollowNotices>,
  deps: FollowDeps,
  districtId: number,
): Promise<FollowNotices> {
  const of = await followed(call, districtId)
  const { sms, wechatOpenid } = call.body
  const openid = wechatOpenid === null ? '' : wechatOpenid
  return call.inScope(systemScope(districtId), async (tx) => {
    await updateWishes(tx, { districtId, ...of }, { sms, openid })
    return viewOf(tx, deps, districtId, of)
  })
}
