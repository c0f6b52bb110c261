import { OPERATIONS, PERMISSIONS, ROLES, type OperationShape, type Permission, type Role } from '@lianxin/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addSessions } from './rows.ts'
import { ADDRESSES } from './addresses.ts'
import { openTown, type Town } from './town.ts'

const EVERY_ROLE = Object.keys(ROLES) as Role[]
type Caller = Role | 'nobody' | 'noPost' | 'foreigner' | 'forger'
/** Beside the roles: without cookie; signed in but no post chosen; of another district; with a cookie made up. */
const CALLERS: readonly Caller[] = [...EVERY_ROLE, 'nobody', 'noPost', 'foreigner', 'forger']
/** Ends the session it is called with, so it comes last and once for each. */
const LAST = 'session.close'

let town: Town
let cookies: Partial<Record<Caller, string>>
beforeAll(async () => {
  town = await openTown()
  const { noPost, foreigner } = await addSessions(town)
  cookies = { noPost, foreigner, forger: 'f'.repeat(43) }
})
afterAll(() => town.end())

type Verdict = 'passes' | 'session.required' | 'right.missing'

function expected({ access }: OperationShape, caller: Caller): Verdict {
  if (access === 'public') return 'passes'
  if (caller === 'nobody' || caller === 'forger' || caller === 'foreigner') return 'session.required'
  if (access === 'signedIn') return 'passes'
  const rights: readonly Permission[] = caller === 'noPost' ? [] : ROLES[caller]
  return rights.includes(access) ? 'passes' : 'right.missing'
}

async function verdictOf(operation: OperationShape, caller: Caller): Promise<string> {
  const address = ADDRESSES[operation.id]
  if (!address) throw new Error(`acceptance/addresses.ts does not say how to call ${operation.id}`)
  const cookie = cookies[caller]
  const as = caller in ROLES ? { as: caller as Role } : cookie === undefined ? {} : { cookie }
  const { status, problem } = await town.call(operation, { ...address, ...as })
  if (status === 401 || status === 403) return problem.code
  return status >= 500 || status === 429 ? `${status}` : 'passes'
}

test('the matrix knows every operation and the server serves each', () => {
  expect(OPERATIONS.map(({ id }) => id).sort()).toEqual(Object.keys(ADDRESSES).sort())
  for (const { id, method, path } of OPERATIONS) {
    const params = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name)
    expect(Object.keys(ADDRESSES[id]?.params ?? {}), id).toEqual(params)
    expect(town.app.hasRoute({ method, url: `/api/v1${path}` }), id).toBe(true)
  }
})

describe.each(CALLERS)('%s', (caller) => {
  test('may call what the table of permissions says, and is refused before the body is looked at', async () => {
    const found: string[] = []
    const wanted: string[] = []
    for (const operation of OPERATIONS.toSorted((a, b) => Number(a.id === LAST) - Number(b.id === LAST))) {
      wanted.push(`${operation.id} ${expected(operation, caller)}`)
      found.push(`${operation.id} ${await verdictOf(operation, caller)}`)
    }
    expect(found).toEqual(wanted)
  })
})

test('a session that was closed opens nothing any more', async () => {
  const operation = OPERATIONS.find(({ id }) => id === 'session.read')
  if (!operation) throw new Error('session.read is gone')
  expect(await verdictOf(operation, 'dispatcher')).toBe('session.required')
})

describe('the table of permissions', () => {
  const holders = (permission: Permission): Role[] =>
    EVERY_ROLE.filter((role) => (ROLES[role] as readonly Permission[]).includes(permission))

  test('separates system, security and audit administration, and keeps all three from tickets', () => {
    expect(holders('account.write')).toEqual(['securityAdmin'])
    expect(holders('organisation.write')).toEqual(['systemAdmin'])
    expect(holders('audit.read')).toEqual(['auditor'])
    for (const role of ['systemAdmin', 'securityAdmin', 'auditor'] as const)
      expect(ROLES[role].filter((right) => /^(ticket|reporter)\./.test(right))).toEqual([])
  })

  test('gives every right to somebody and all of them to nobody', () => {
    for (const permission of PERMISSIONS) expect(holders(permission), permission).not.toEqual([])
    for (const role of EVERY_ROLE) expect(ROLES[role].length, role).toBeLessThan(PERMISSIONS.length)
  })
})

test('the live stream wants a session or the token of a report', async () => {
  const ask = async (path: string, cookie?: string) => {
    const cookies = cookie === undefined ? {} : { cookies: { lx_session: cookie } }
    const response = await town.app.inject({ method: 'GET', url: `/api/v1${path}`, ...cookies })
    return [response.statusCode, (response.json() as { code: string }).code]
  }
  expect(await ask('/live')).toEqual([401, 'session.required'])
  expect(await ask('/live', 'f'.repeat(43))).toEqual([401, 'session.required'])
  expect(await ask('/live/follow?number=260305000001&token=ABCDEFGHJK')).toEqual([404, 'ticket.follow_unknown'])
})
