import type { Done, listMacros, MacroView, putMacro, removeMacro, ReplyOf } from '@lianxin/contract'

import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf, type Session } from '../../platform/session.ts'
import type { TicketDeps } from './deps.ts'
import { deleteMacro, findMacro, listMacrosInReach, upsertMacro, type Macro } from './macro-store.ts'
import { surroundingsOf, type Surroundings } from './perform.ts'
import type { Places } from './places.ts'
import { actingUnitId } from './standing.ts'

/** Macros of the district are kept by its own desk, those of a unit by who handles tickets there. */
function mayKeep(session: Session, places: Places, unitId: string | null): boolean {
  if (unitId !== null)
    return (
      session.unitIds.includes(unitId) &&
      (session.permissions.has('ticket.handle') || session.permissions.has('ticket.desk'))
    )
  return session.permissions.has('ticket.desk') && places.unitById(actingUnitId(session))?.level === 0
}

function requireKeeping(session: Session, places: Places, unitId: string | null): void {
  if (mayKeep(session, places, unitId)) return
  throw new Refusal('right.missing', { permission: unitId === null ? 'ticket.desk' : 'ticket.handle' })
}

const viewOf = (session: Session, places: Places, macro: Macro): MacroView => ({
  ...macro,
  commands: [...macro.commands],
  mayChange: mayKeep(session, places, macro.unitId),
})

/** What this post can apply by one key. */
export async function listMacrosForStaff(
  call: Call<typeof listMacros>,
  deps: TicketDeps,
): Promise<ReplyOf<typeof listMacros>> {
  const session = sessionOf(call)
  const places = await deps.places.open(call.tx, session.districtId)
  const macros = await listMacrosInReach(call.tx, session.districtId)
  return {
    items: macros.map((macro) => viewOf(session, places, macro)),
    mayShare: mayKeep(session, places, null),
  }
}

/** Refuses a macro that names a class or a unit there is not: it would be refused at every use. */
function requireNamed({ classes, places }: Surroundings, macro: Pick<Macro, 'commands'>): void {
  for (const [index, command] of macro.commands.entries()) {
    const at = (field: string): string => `/commands/${index}/${field}`
    if ('classCode' in command && command.classCode !== undefined && !classes.find(command.classCode))
      throw new Refusal('catalogue.class_unknown', {}, at('classCode'))
    if ('unitId' in command && command.unitId !== undefined && !places.unitById(command.unitId)?.active)
      throw new Refusal('unit.not_found', {}, at('unitId'))
  }
}

/** Keeps a macro, new or changed. */
export async function putMacroAsStaff(call: Call<typeof putMacro>, deps: TicketDeps): Promise<MacroView> {
  const { tx, now } = call
  const { shared, ...content } = call.body
  const session = sessionOf(call)
  const around = await surroundingsOf(deps, tx, session.districtId)
  const before = await findMacro(tx, session.districtId, call.params.macroId)
  if (before) requireKeeping(session, around.places, before.unitId)
  const own = before?.unitId ?? actingUnitId(session)
  const macro: Macro = { id: call.params.macroId, unitId: shared ? null : own, ...content }
  requireKeeping(session, around.places, macro.unitId)
  requireNamed(around, macro)
  const kept = await upsertMacro(tx, session.districtId, macro, { personId: session.personId, at: now })
  if (!kept) throw new Refusal('right.missing', { permission: 'ticket.handle' })
  return viewOf(session, around.places, macro)
}

/** Removes a macro. What was done with it stays. */
export async function removeMacroAsStaff(call: Call<typeof removeMacro>, deps: TicketDeps): Promise<Done> {
  const { tx } = call
  const session = sessionOf(call)
  const places = await deps.places.open(tx, session.districtId)
  const macro = await findMacro(tx, session.districtId, call.params.macroId)
  if (!macro) throw new Refusal('macro.not_found')
  requireKeeping(session, places, macro.unitId)
  await deleteMacro(tx, session.districtId, macro.id)
  return { done: true }
}
