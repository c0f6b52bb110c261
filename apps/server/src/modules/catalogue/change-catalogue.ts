import type {
  activateCatalogue,
  BodyOf,
  Done,
  draftCatalogue,
  importCatalogue,
  putClass,
  readCatalogue,
  ReplyOf,
} from '@lianxin/contract'
import { isUsableLimit } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import type { CatalogueBooks } from './book.ts'
import { readCatalogueCsv } from './csv.ts'
import {
  activateVersion,
  insertClasses,
  insertDraft,
  listClasses,
  listVersions,
  lockVersion,
  putClassRow,
} from './store.ts'
import { classView } from './view.ts'

const conflict = (reason: string): Refusal => new Refusal('organisation.conflict', { reason })

/** The version asked for, else the one in force, else the newest draft. */
export async function showCatalogue(
  call: Call<typeof readCatalogue>,
  districtId: number,
): Promise<ReplyOf<typeof readCatalogue>> {
  const versions = await listVersions(call.tx, districtId)
  const wanted =
    call.query.version === undefined
      ? (versions.find(({ status }) => status === 'active') ?? versions[0])
      : versions.find(({ version }) => version === call.query.version)
  if (!wanted) return { version: 0, status: 'draft', versions: [...versions], classes: [] }
  const rows = await listClasses(call.tx, districtId, wanted.version)
  return { version: wanted.version, status: wanted.status, versions: [...versions], classes: rows.map(classView) }
}

export async function importAsDraft(call: Call<typeof importCatalogue>): Promise<ReplyOf<typeof importCatalogue>> {
  return importCatalogueCsv(call.tx, sessionOf(call).districtId, call.body.csv, call.body.note ?? '')
}

/**
 * Imports a table of classes as a draft; nothing is written when a row is wrong. Codes stay as in the newest version.
 * @throws Refusal catalogue.import_refused with the faulty rows
 */
export async function importCatalogueCsv(
  tx: Tx,
  districtId: number,
  csv: string,
  note: string,
): Promise<ReplyOf<typeof importCatalogue>> {
  const newest = (await listVersions(tx, districtId))[0]
  const before = newest ? await listClasses(tx, districtId, newest.version) : []
  const known = new Map(before.map((row) => [`${row.kind} ${row.major} ${row.minor}`, row.code]))
  const { classes, warnings, faults } = readCatalogueCsv(csv, known)
  if (faults.length > 0 || classes.length === 0)
    throw new Refusal(
      'catalogue.import_refused',
      { count: Math.max(1, faults.length) },
      undefined,
      faults.slice(0, 50).map(({ row, field, code, detail }) => {
        const [zh = detail, en = detail] = detail.split(' · ')
        return { pointer: `/csv/${row}/${field}`, code, zh, en }
      }),
    )
  const version = await insertDraft(tx, districtId, note)
  await insertClasses(tx, districtId, version, classes)
  return { version, classes: classes.length, warnings: [...warnings] }
}

/** A draft with the classes in force, to be changed. */
export async function copyToDraft(call: Call<typeof draftCatalogue>): Promise<ReplyOf<typeof draftCatalogue>> {
  const districtId = sessionOf(call).districtId
  const active = (await listVersions(call.tx, districtId)).find(({ status }) => status === 'active')
  const version = await insertDraft(call.tx, districtId, active ? `v${active.version}` : '')
  if (active) {
    const rows = await listClasses(call.tx, districtId, active.version)
    await insertClasses(call.tx, districtId, version, rows.map(classView))
  }
  return { version }
}

async function lockDraft(call: Pick<Call, 'tx' | 'session'>, districtId: number, version: number): Promise<void> {
  const row = await lockVersion(call.tx, districtId, version)
  if (row?.status !== 'draft') throw conflict(`版本 ${version} 不是草稿 · version ${version} is not a draft`)
}

/** Changes or adds one class of a draft. A version in force never changes: tickets were filed with it. */
export async function changeClass(call: Call<typeof putClass>): Promise<Done> {
  const districtId = sessionOf(call).districtId
  const { version, code } = call.params
  const body: BodyOf<typeof putClass> = call.body
  const wrong = body.stages.findIndex(({ limit }) => !isUsableLimit(limit))
  if (wrong >= 0) throw new Refusal('ticket.limit_invalid', {}, `/stages/${wrong}/limit`)
  if (body.code !== code) throw new Refusal('request.invalid', {}, '/code')
  await lockDraft(call, districtId, version)
  await putClassRow(call.tx, districtId, version, body)
  return { done: true }
}

/** Puts a draft in force; tickets that are open keep the version they were filed with. */
export async function activate(call: Call<typeof activateCatalogue>, books: CatalogueBooks): Promise<Done> {
  const districtId = sessionOf(call).districtId
  const { version } = call.params
  await lockDraft(call, districtId, version)
  if ((await listClasses(call.tx, districtId, version)).length === 0)
    throw conflict(`版本 ${version} 没有类别 · version ${version} has no classes`)
  await activateVersion(call.tx, districtId, version)
  call.afterCommit(() => books.forget(districtId))
  return { done: true }
}
