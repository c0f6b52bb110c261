import type { SessionView } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import type { FastifyReply } from 'fastify'

import type { Config } from '../../platform/config.ts'
import type { Tx } from '../../platform/db/database.ts'
import { SESSION_COOKIE } from '../../platform/session.ts'
import type { Account } from './store/account.ts'
import { getSessionFacts, HARD_END_MS, insertSession, listHeldPosts } from './store/session.ts'
import { trace } from './trace.ts'
import { viewSession } from './view.ts'

/** A session just opened: the token goes into the cookie and nowhere else. */
export interface Entered {
  readonly token: string
  readonly view: SessionView
}

interface Entry {
  readonly secondFactor: boolean
  readonly kind: 'session.opened' | 'session.demo_entered'
  /** Takes the first of several posts instead of asking. */
  readonly firstPost?: boolean
}

/** Opens a session. With one post it acts in it at once, with several the person chooses first. */
export async function enter(tx: Tx, account: Account, entry: Entry, now: Instant): Promise<Entered> {
  const { districtId, id: accountId, personId } = account
  const posts = await listHeldPosts(tx, districtId, personId, now)
  const post = posts.length === 1 || entry.firstPost ? posts[0] : undefined
  const postId = post?.id ?? null
  const opened = await insertSession(tx, { districtId, accountId, postId, secondFactor: entry.secondFactor }, now)
  await trace(
    tx,
    { districtId, personId, postId },
    {
      at: now,
      kind: entry.kind,
      subject: `account:${accountId}`,
      data: { sessionId: opened.id },
    },
  )
  const facts = await getSessionFacts(tx, districtId, opened.id)
  return { token: opened.token, view: viewSession(districtId, facts, posts) }
}

/** Over https the cookie never leaves in clear; on a plain local address `secure` would lose it. */
export function setSessionCookie(reply: FastifyReply, config: Pick<Config, 'publicUrl'>, token: string): void {
  const secure = config.publicUrl.startsWith('https:') || reply.request.protocol === 'https'
  void reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: HARD_END_MS / 1000,
  })
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, { path: '/' })
}
