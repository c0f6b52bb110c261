import type { ReplyOf, Role, listDemoPeople } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'
import type { FastifyRequest } from 'fastify'

import type { Config } from '../../platform/config.ts'
import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import { enter, type Entered } from './enter.ts'
import { MAX_FAILURES, lockAccountByName } from './store/account.ts'
import { listDemoRows } from './store/person.ts'
import { findDistrict } from './store/unit.ts'

/** People who work on the street use the phone's pages. */
const FIELD: ReadonlySet<Role> = new Set(['gridLeader', 'gridWorker', 'gridVolunteer'])

/** The people one meets first in the life of a ticket come first. */
const ORDER: readonly Role[] = [
  'dispatcher',
  'hotlineClerk',
  'gridWorker',
  'gridLeader',
  'communityLeader',
  'subdistrictLeader',
  'departmentClerk',
  'districtLeader',
  'systemAdmin',
  'securityAdmin',
  'auditor',
  'citizenInspector',
]
const rank = (role: Role): number => (ORDER.includes(role) ? ORDER.indexOf(role) : ORDER.length)

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/
/** A proxy on this machine makes the whole world look local; it says so in one of these. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'] as const

/** Whether the request was made on this very machine, without a proxy between. */
export function isLocal(request: Pick<FastifyRequest, 'headers' | 'socket'>): boolean {
  return (
    LOOPBACK.test(request.socket.remoteAddress ?? '') && FORWARDED.every((name) => request.headers[name] === undefined)
  )
}

/** Entering without a password needs all three: a process started for the demo, a generated district, this machine. */
async function isDemo(tx: Tx, config: Config, request: FastifyRequest): Promise<boolean> {
  if (config.demo === 'none' || !isLocal(request)) return false
  return (await findDistrict(tx, config.districtId))?.settings.demo === true
}

/** @throws Refusal route.not_found outside the demo: there is no such page then */
export async function listDemoPersons(
  tx: Tx,
  config: Config,
  request: FastifyRequest,
): Promise<ReplyOf<typeof listDemoPeople>> {
  if (!(await isDemo(tx, config, request))) throw new Refusal('route.not_found')
  const rows = await listDemoRows(tx, config.districtId)
  const inOrder = rows.toSorted((a, b) => rank(a.role) - rank(b.role) || a.loginName.length - b.loginName.length)
  return { items: inOrder.map((row) => ({ ...row, page: FIELD.has(row.role) ? 'field' : 'console' })) }
}

/**
 * Enters as a person of the demo district. Other sessions of the account go on: several people may try the same role.
 * @throws Refusal session.credentials_refused outside the demo, and for accounts with a second factor
 */
export async function enterDemoPerson(
  tx: Tx,
  config: Config,
  request: FastifyRequest,
  loginName: string,
  now: Instant,
): Promise<Entered> {
  const refused = new Refusal('session.credentials_refused', { attempts: MAX_FAILURES })
  if (!(await isDemo(tx, config, request))) throw refused
  const account = await lockAccountByName(tx, config.districtId, loginName)
  if (!account || account.disabledAt !== null || !account.personActive || account.totpSecret !== null) throw refused
  return enter(tx, account, { secondFactor: false, kind: 'session.demo_entered', firstPost: true }, now)
}
