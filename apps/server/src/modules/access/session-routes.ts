import * as contract from '@lianxin/contract'

import { toTimestamp } from '../../platform/db/types.ts'
import { Refusal } from '../../platform/refusal.ts'
import { UnknownNames } from './attempts.ts'
import { enterDemoPerson, listDemoPersons } from './demo.ts'
import type { AccessDeps } from './deps.ts'
import { clearSessionCookie, setSessionCookie } from './enter.ts'
import { signIn } from './open-session.ts'
import { getSessionFacts, listHeldPosts, updateSession } from './store/session.ts'
import { trace } from './trace.ts'
import { viewSession } from './view.ts'
import { sessionOf } from '../../platform/session.ts'

/** Sign-in data lie behind the system's scope: a session reaches its own rows only through these handlers. */
const OWN = { scope: 'system' } as const

export function serveSessions(deps: AccessDeps): void {
  const unknown = new UnknownNames()

  deps.route(
    contract.openSession,
    async (call) => {
      const { token, view } = await signIn(deps, unknown, call)
      setSessionCookie(call.reply, deps.config, token)
      return view
    },
    { scope: 'none' },
  )

  deps.route(
    contract.readSession,
    async ({ tx, session, now }) => {
      const { districtId, sessionId, personId } = sessionOf({ session })
      const posts = await listHeldPosts(tx, districtId, personId, now)
      return viewSession(districtId, await getSessionFacts(tx, districtId, sessionId), posts)
    },
    OWN,
  )

  deps.route(
    contract.choosePost,
    async ({ tx, session, now, body }) => {
      const by = sessionOf({ session })
      const posts = await listHeldPosts(tx, by.districtId, by.personId, now)
      if (!posts.some(({ id }) => id === body.postId)) throw new Refusal('session.post_unknown', {}, '/postId')
      await updateSession(tx, by.districtId, by.sessionId, { post_id: body.postId })
      await trace(
        tx,
        { ...by, postId: body.postId },
        { at: now, kind: 'session.post_chosen', subject: `post:${body.postId}` },
      )
      // Live streams of the session still carry the old post; they end and come back with the new one.
      await deps.revokeStreams(tx, by.districtId, { sessionId: by.sessionId })
      return viewSession(by.districtId, await getSessionFacts(tx, by.districtId, by.sessionId), posts)
    },
    OWN,
  )

  deps.route(
    contract.closeSession,
    async ({ tx, session, now, reply }) => {
      const by = sessionOf({ session })
      await updateSession(tx, by.districtId, by.sessionId, { revoked_at: toTimestamp(now) })
      await trace(tx, by, { at: now, kind: 'session.closed', subject: `account:${by.accountId}` })
      await deps.revokeStreams(tx, by.districtId, { sessionId: by.sessionId })
      clearSessionCookie(reply)
      return { done: true as const }
    },
    OWN,
  )

  deps.route(contract.listDemoPeople, ({ tx, request }) => listDemoPersons(tx, deps.config, request))
  deps.route(contract.enterDemo, async ({ tx, request, reply, body, now }) => {
    const { token, view } = await enterDemoPerson(tx, deps.config, request, body.loginName, now)
    setSessionCookie(reply, deps.config, token)
    return view
  })
}
