import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Done, Id, InstantText, Nullable, Words } from '../shapes.ts'

const Password = Type.String({ minLength: 1, maxLength: 200 })
const LinkToken = Type.String({ minLength: 20, maxLength: 100 })

export const readLink = operation({
  id: 'account.readLink',
  method: 'GET',
  path: '/account/links/:token',
  summary: { zh: '查看一次性链接', en: 'Look at a one-time link' },
  access: 'public',
  params: Type.Object({ token: LinkToken }),
  reply: Type.Object({ personName: Type.String(), loginName: Type.String(), expiresAt: InstantText }),
  errors: ['account.link_expired'],
})

export const useLink = operation({
  id: 'account.useLink',
  method: 'POST',
  path: '/account/links/:token',
  summary: { zh: '用一次性链接设置密码', en: 'Set the password by a one-time link' },
  access: 'public',
  params: Type.Object({ token: LinkToken }),
  body: Type.Object({ password: Password }),
  reply: Done,
  errors: ['account.link_expired', 'account.password_weak'],
})

export const enrolTotp = operation({
  id: 'account.enrolTotp',
  method: 'POST',
  path: '/account/totp',
  summary: { zh: '启用动态验证码', en: 'Start enrolling a second factor' },
  access: 'signedIn',
  reply: Type.Object({ secret: Type.String(), uri: Type.String(), qrSvg: Type.String() }),
})

export const confirmTotp = operation({
  id: 'account.confirmTotp',
  method: 'POST',
  path: '/account/totp/confirm',
  summary: { zh: '确认动态验证码', en: 'Confirm the second factor' },
  access: 'signedIn',
  body: Type.Object({ code: Type.String({ pattern: '^[0-9]{6}$' }) }),
  reply: Done,
  errors: ['session.totp_refused'],
})

export const AccountView = Type.Object({
  id: Id,
  personId: Id,
  personName: Type.String(),
  loginName: Type.String(),
  state: Words(['invited', 'active', 'locked', 'disabled'] as const),
  secondFactor: Type.Boolean(),
})
export type AccountView = Static<typeof AccountView>

export const listAccounts = operation({
  id: 'account.list',
  method: 'GET',
  path: '/accounts',
  summary: { zh: '账号列表', en: 'Accounts' },
  access: 'account.write',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  reply: Type.Object({ items: Type.Array(AccountView) }),
})

const Invitation = Type.Object({ accountId: Id, link: Type.String(), expiresAt: InstantText })

export const inviteAccount = operation({
  id: 'account.invite',
  method: 'PUT',
  path: '/accounts/:accountId',
  summary: { zh: '为人员开通账号，返回一次性链接', en: 'Open an account; answers with a one-time link' },
  access: 'account.write',
  params: Type.Object({ accountId: Id }),
  body: Type.Object({ personId: Id, loginName: Type.String({ pattern: '^[a-zA-Z0-9._-]{2,60}$' }) }),
  reply: Invitation,
  errors: ['account.name_taken', 'account.own_rights', 'person.not_found', 'organisation.conflict'],
})

/** unlock: clear a lock-out · reset: new one-time link · disable/enable · revoke: end all sessions. */
export const changeAccount = operation({
  id: 'account.change',
  method: 'POST',
  path: '/accounts/:accountId/actions',
  summary: { zh: '解锁、重置、停用账号', en: 'Unlock, reset, disable an account' },
  access: 'account.write',
  params: Type.Object({ accountId: Id }),
  body: Type.Object({ action: Words(['unlock', 'reset', 'disable', 'enable', 'revokeSessions'] as const) }),
  reply: Type.Object({ invitation: Nullable(Invitation) }),
  errors: ['account.not_found', 'account.own_rights'],
})

export const TraceView = Type.Object({
  id: Id,
  at: InstantText,
  kind: Type.String(),
  personName: Nullable(Type.String()),
  subject: Type.String(),
  /** The subject in words: person, unit or number of the ticket; null where it has none. */
  subjectName: Nullable(Type.String()),
  purpose: Type.String(),
  result: Type.String(),
})

export const listTraces = operation({
  id: 'trace.list',
  method: 'GET',
  path: '/traces',
  summary: { zh: '查阅与操作留痕', en: 'Traces of reads and changes of rights' },
  access: 'audit.read',
  query: Type.Object({
    subject: Type.Optional(Type.String({ maxLength: 200 })),
    kind: Type.Optional(Type.String({ maxLength: 60 })),
    before: Type.Optional(InstantText),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  reply: Type.Object({ items: Type.Array(TraceView) }),
})
