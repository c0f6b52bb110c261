import type { Role } from '@lianxin/contract'
import { localDay, DEFAULT_GRID_LEVELS, type Instant } from '@lianxin/domain'
import { uuidv7 } from 'uuidv7'

import type { Database, Tx } from '../../platform/db/database.ts'
import { systemScope } from '../../platform/db/scope.ts'
import { makeInvitation, type Invitation } from './invite-account.ts'
import { planDivisions } from './plan-divisions.ts'
import { insertAccount, lockAccountByName, someoneCanSignIn } from './store/account.ts'
import { insertAreaGrids, insertUnits, lockTree, readTree } from './store/division.ts'
import { upsertPerson, upsertPost } from './store/person.ts'
import { findDistrict, findUnitByCode } from './store/unit.ts'
import { trace } from './trace.ts'

/** A link to hand to one of the first two administrators. */
export interface FirstLink extends Invitation {
  readonly role: Role
  readonly loginName: string
}

/** Duties are separated from the first day: one invites and unlocks, the other appoints and configures. */
const FIRST = [
  { role: 'securityAdmin', loginName: 'security-admin', name: '安全管理员' },
  { role: 'systemAdmin', loginName: 'system-admin', name: '系统管理员' },
] as const satisfies readonly { role: Role; loginName: string; name: string }[]

/**
 * Makes the accounts of the first administrators of a district that nobody can sign in to yet, with what they hang on
 * (district, top of the tree, its unit). As long as nobody has used a link, each call gives fresh ones and the earlier
 * ones end; after that, and in demo districts, never again.
 * @returns the links to print at start, or null where somebody can sign in
 */
export async function ensureFirstAdministrator(
  db: Database,
  districtId: number,
  now: Instant,
  publicUrl: string,
): Promise<readonly FirstLink[] | null> {
  return db.withScope(systemScope(districtId), async (tx) => {
    await lockTree(tx, districtId)
    const district = await findDistrict(tx, districtId)
    if (district?.settings.demo === true || (await someoneCanSignIn(tx, districtId))) return null
    if (!district) await insertDistrict(tx, districtId)
    const { unitId, today } = await ensureTop(tx, districtId, now)
    const links: FirstLink[] = []
    for (const { role, loginName, name } of FIRST) {
      const known = await lockAccountByName(tx, districtId, loginName)
      const id = known?.id ?? uuidv7()
      if (!known) {
        const personId = uuidv7()
        await upsertPerson(tx, districtId, { id: personId, name, telephone: '', source: 'staff', active: true })
        await upsertPost(tx, districtId, { id: uuidv7(), personId, unitId, role, validFrom: today, validTo: null })
        await insertAccount(tx, { districtId, id, personId, loginName })
      }
      await trace(tx, { districtId }, { at: now, kind: 'account.invited', subject: `account:${id}`, data: { role } })
      links.push({ role, loginName, ...(await makeInvitation(tx, districtId, id, publicUrl, now)) })
    }
    return links
  })
}

async function insertDistrict(tx: Tx, districtId: number): Promise<void> {
  const names = DEFAULT_GRID_LEVELS.map(({ name }) => name)
  await tx
    .insertInto('district')
    .values({ district_id: districtId, name: `区划 ${districtId}`, level_names: JSON.stringify(names) })
    .execute()
}

/** The top of the tree and its unit, made where there is none. */
async function ensureTop(tx: Tx, districtId: number, now: Instant): Promise<{ unitId: string; today: string }> {
  const tree = await readTree(tx, districtId)
  const plan = planDivisions([], tree, uuidv7)
  const today = localDay(now, tree.offset_min)
  await insertAreaGrids(tx, districtId, plan.grids, today)
  await insertUnits(tx, districtId, plan.units)
  const top = tree.grids.find((grid) => grid.parentId === null)?.code ?? tree.top.code
  const unit = await findUnitByCode(tx, districtId, top)
  if (!unit) throw new Error(`the district ${districtId} has no unit at its top`)
  return { unitId: unit.id, today }
}
