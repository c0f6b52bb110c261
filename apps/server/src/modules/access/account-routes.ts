import * as contract from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import { actOnAccount } from './change-account.ts'
import type { AccessDeps } from './deps.ts'
import { confirm, enrol } from './enrol-totp.ts'
import { invite } from './invite-account.ts'
import { mayChangeRightsOf } from './may.ts'
import { findLink, listAccountRows, lockAccount } from './store/account.ts'
import { listTraceRows } from './store/trace.ts'
import { findSpelled, isSpelling } from './spelling.ts'
import { setPasswordByLink } from './use-link.ts'
import { instantText, viewAccount } from './view.ts'
import { sessionOf } from '../../platform/session.ts'

const DONE = { done: true } as const

export function serveAccounts(deps: AccessDeps): void {
  const { config, revokeStreams } = deps
  const { districtId, publicUrl } = config

  deps.route(contract.readLink, async ({ tx, params, now }) => {
    const link = await findLink(tx, districtId, params.token, now)
    if (!link) throw new Refusal('account.link_expired')
    const { personName, loginName } = link.account
    return { personName, loginName, expiresAt: instantText(link.expiresAt) }
  })

  deps.route(contract.useLink, async ({ tx, params, body, now }) => {
    await setPasswordByLink(tx, { districtId, token: params.token, password: body.password }, now, revokeStreams)
    return DONE
  })

  deps.route(contract.enrolTotp, ({ tx, session, now }) => enrol(tx, sessionOf({ session }), now), { scope: 'system' })

  deps.route(
    contract.confirmTotp,
    async ({ tx, session, body, now }) => {
      await confirm(tx, sessionOf({ session }), body.code, now)
      return DONE
    },
    { scope: 'system' },
  )

  deps.route(contract.listAccounts, async ({ tx, session, query, now }) => {
    const { districtId } = sessionOf({ session })
    const { q = '', limit = 100 } = query
    const spelled = isSpelling(q) ? await findSpelled(tx, districtId, q, limit) : []
    const rows = await listAccountRows(tx, districtId, { q, spelled }, limit)
    return { items: rows.map((row) => viewAccount(row, now)) }
  })

  deps.route(contract.inviteAccount, async ({ tx, session, params, body, lang, now }) => {
    const by = sessionOf({ session })
    mayChangeRightsOf(by, body.personId)
    return invite(tx, by, { ...body, accountId: params.accountId, publicUrl, lang }, now)
  })

  deps.route(contract.changeAccount, async ({ tx, session, params, body, now }) => {
    const by = sessionOf({ session })
    const account = await lockAccount(tx, by.districtId, params.accountId)
    if (!account) throw new Refusal('account.not_found')
    if (body.action !== 'revokeSessions') mayChangeRightsOf(by, account.personId)
    return { invitation: await actOnAccount(tx, by, account, { action: body.action, publicUrl, revokeStreams }, now) }
  })

  deps.route(contract.listTraces, async ({ tx, session, query }) => ({
    items: await listTraceRows(tx, sessionOf({ session }).districtId, query),
  }))
}
