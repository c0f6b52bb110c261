import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { PERMISSIONS, ROLES, type Role } from '../permissions.ts'
import { BilingualText, Done, GridBrief, Id, InstantText, Nullable, UnitBrief, Words } from '../shapes.ts'

export const RoleWord = Words(Object.keys(ROLES) as Role[])

/** A post a person may act in: unit × role. */
export const PostBrief = Type.Object({ id: Id, role: RoleWord, unit: UnitBrief, grid: Nullable(GridBrief) })
export type PostBrief = Static<typeof PostBrief>

/** Who is signed in, in which post, with which rights. `post` is null until one is chosen. */
export const SessionView = Type.Object({
  person: Type.Object({ id: Id, name: Type.String() }),
  post: Nullable(PostBrief),
  posts: Type.Array(PostBrief),
  permissions: Type.Array(Words(PERMISSIONS)),
  district: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    levelNames: Type.Array(BilingualText),
    demo: Type.Boolean(),
  }),
  secondFactor: Words(['none', 'enrolled', 'passed'] as const),
  expiresAt: InstantText,
})
export type SessionView = Static<typeof SessionView>

export const openSession = operation({
  id: 'session.open',
  method: 'POST',
  path: '/session',
  summary: { zh: '登录', en: 'Sign in' },
  access: 'public',
  body: Type.Object({
    loginName: Type.String({ minLength: 1, maxLength: 100 }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    totp: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
  }),
  reply: SessionView,
  errors: ['session.credentials_refused', 'session.locked', 'session.totp_required', 'session.totp_refused'],
})

export const readSession = operation({
  id: 'session.read',
  method: 'GET',
  path: '/session',
  summary: { zh: '当前登录', en: 'The current session' },
  access: 'signedIn',
  reply: SessionView,
})

export const choosePost = operation({
  id: 'session.choosePost',
  method: 'PUT',
  path: '/session/post',
  summary: { zh: '切换岗位', en: 'Choose the acting post' },
  access: 'signedIn',
  body: Type.Object({ postId: Id }),
  reply: SessionView,
  errors: ['session.post_unknown'],
})

export const closeSession = operation({
  id: 'session.close',
  method: 'DELETE',
  path: '/session',
  summary: { zh: '退出', en: 'Sign out' },
  access: 'signedIn',
  reply: Done,
})

export const DemoPerson = Type.Object({
  loginName: Type.String(),
  name: Type.String(),
  role: RoleWord,
  unitName: Type.String(),
  page: Words(['console', 'field'] as const),
})
export const listDemoPeople = operation({
  id: 'demo.listPeople',
  method: 'GET',
  path: '/demo/people',
  summary: { zh: '演示人员（仅演示区）', en: 'People of the demo district (demo only)' },
  access: 'public',
  reply: Type.Object({ items: Type.Array(DemoPerson) }),
  errors: ['route.not_found'],
})
export const enterDemo = operation({
  id: 'demo.enter',
  method: 'POST',
  path: '/demo/session',
  summary: {
    zh: '以演示人员进入（仅演示区、仅本机）',
    en: 'Enter as a demo person (demo district on this machine only)',
  },
  access: 'public',
  body: Type.Object({ loginName: Type.String({ minLength: 1, maxLength: 100 }) }),
  reply: SessionView,
  errors: ['session.credentials_refused'],
})
