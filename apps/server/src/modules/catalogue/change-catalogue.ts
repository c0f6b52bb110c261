import type {
  activateCatalogue,
  Changed,
  ClassView,
  Consequence,
  draftCatalogue,
  importCatalogue,
  putClass,
  readCatalogue,
  removeClass,
  ReplyOf,
} from '@lianxin/contract'
import { isUsableLimit } from '@lianxin/domain'

import type { Tx } from '../../platform/db/database.ts'
import { Refusal } from '../../platform/refusal.ts'
import type { Call } from '../../platform/serve.ts'
import { sessionOf } from '../../platform/session.ts'
import { marksOf, settings, type Admin, type How } from '../access/index.ts'
import { withReplies } from './book.ts'
import { readCatalogueCsv } from './csv.ts'
import type { RuleDeps } from './dependants.ts'
import { consequencesOfClasses } from './rule-consequences.ts'
import { classSnapshot } from './snapshots.ts'
import {
  activateVersion,
  deleteClassRow,
  insertClasses,
  insertDraft,
  listClasses,
  listVersions,
  lockVersion,
  putClassRow,
} from './store.ts'
import { listTexts } from './texts/store.ts'
import { classView } from './view.ts'

type Author = Pick<Admin, 'tx' | 'by' | 'now'>

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
  const texts = new Map((await listTexts(call.tx, districtId)).map((text) => [text.key, text]))
  const classes = rows.map((row) => withReplies(classView(row), texts))
  return { version: wanted.version, status: wanted.status, versions: [...versions], classes }
}

export async function importAsDraft(call: Call<typeof importCatalogue>): Promise<ReplyOf<typeof importCatalogue>> {
  const by = sessionOf(call)
  const note = call.body.note ?? ''
  const reply = await importCatalogueCsv(call.tx, by.districtId, call.body.csv, note)
  await recordDraft({ tx: call.tx, by, now: call.now }, reply.version, note)
  return reply
}

/** The line of the history of a new draft. */
export function recordDraft({ tx, by, now }: Author, version: number, note: string, how: How = {}): Promise<void> {
  const change = { kind: 'catalogue', key: `draft/${version}`, label: String(version) } as const
  return settings.recordChange(tx, by, { ...change, before: null, after: { basis: note }, ...marksOf(how) }, now)
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
  const by = sessionOf(call)
  const { districtId } = by
  const active = (await listVersions(call.tx, districtId)).find(({ status }) => status === 'active')
  const note = active ? `v${active.version}` : ''
  const version = await insertDraft(call.tx, districtId, note)
  if (active) {
    const rows = await listClasses(call.tx, districtId, active.version)
    await insertClasses(call.tx, districtId, version, rows.map(classView))
  }
  await recordDraft({ tx: call.tx, by, now: call.now }, version, note)
  return { version }
}

/** @throws Refusal organisation.conflict for a version that is in force, was, or never existed */
export async function lockDraft(tx: Tx, districtId: number, version: number): Promise<void> {
  const row = await lockVersion(tx, districtId, version)
  if (row?.status !== 'draft') throw conflict(`版本 ${version} 不是草稿 · version ${version} is not a draft`)
}

const classesOf = async (tx: Tx, districtId: number, version: number | undefined): Promise<ClassView[]> =>
  version === undefined ? [] : (await listClasses(tx, districtId, version)).map(classView)

/** Changes or adds one class of a draft, with its line of the history. */
export async function saveClass(
  { tx, by, now }: Author,
  deps: RuleDeps,
  version: number,
  entry: ClassView,
  how: How,
): Promise<Consequence[]> {
  const { districtId } = by
  await lockDraft(tx, districtId, version)
  const known = (await classesOf(tx, districtId, version)).find(({ code }) => code === entry.code)
  const active = (await listVersions(tx, districtId)).find(({ status }) => status === 'active')?.version
  const inForce = (await classesOf(tx, districtId, active)).filter(({ code }) => code === entry.code)
  const consequences = await consequencesOfClasses({ tx, districtId, deps }, inForce, [entry])
  if (how.dryRun) return consequences
  await putClassRow(tx, districtId, version, entry)
  const change = { kind: 'class', key: `${version}/${entry.code}`, label: `${entry.code} ${entry.minor}` } as const
  const [before, after] = [known ? classSnapshot(known) : null, classSnapshot(entry)]
  await settings.recordChange(tx, by, { ...change, before, after, ...marksOf(how) }, now)
  return consequences
}

/** A version in force never changes: tickets were filed with it. */
export async function changeClass(call: Call<typeof putClass>, deps: RuleDeps): Promise<Changed> {
  const { version, code } = call.params
  const wrong = call.body.stages.findIndex(({ limit }) => !isUsableLimit(limit))
  if (wrong >= 0) throw new Refusal('ticket.limit_invalid', {}, `/stages/${wrong}/limit`)
  if (call.body.code !== code) throw new Refusal('request.invalid', {}, '/code')
  const author = { tx: call.tx, by: sessionOf(call), now: call.now }
  return { done: true, consequences: await saveClass(author, deps, version, call.body, call.query) }
}

/** Leaves a class out of a draft, with its line of the history; open tickets of the class keep it. */
export async function dropClass(call: Call<typeof removeClass>, deps: RuleDeps): Promise<Changed> {
  const by = sessionOf(call)
  const { tx, now, query } = call
  const { version, code } = call.params
  const { districtId } = by
  await lockDraft(tx, districtId, version)
  const known = (await classesOf(tx, districtId, version)).find((entry) => entry.code === code)
  if (!known) throw new Refusal('catalogue.class_unknown')
  const active = (await listVersions(tx, districtId)).find(({ status }) => status === 'active')?.version
  const inForce = (await classesOf(tx, districtId, active)).filter((entry) => entry.code === code)
  const consequences = await consequencesOfClasses({ tx, districtId, deps }, inForce, [])
  if (query.dryRun) return { done: true, consequences }
  await deleteClassRow(tx, districtId, version, code)
  const change = { kind: 'class', key: `${version}/${code}`, label: `${code} ${known.minor}` } as const
  await settings.recordChange(tx, by, { ...change, before: classSnapshot(known), after: null }, now)
  return { done: true, consequences }
}

/** Puts a version in force, with its line of the history; tickets that are open keep the version they were filed with. */
export async function enforce(
  { tx, by, now }: Author,
  deps: RuleDeps,
  version: number,
  how: How,
): Promise<Consequence[]> {
  const { districtId } = by
  const after = await classesOf(tx, districtId, version)
  if (after.length === 0) throw conflict(`版本 ${version} 没有类别 · version ${version} has no classes`)
  const active = (await listVersions(tx, districtId)).find(({ status }) => status === 'active')?.version
  const before = await classesOf(tx, districtId, active)
  const consequences = await consequencesOfClasses({ tx, districtId, deps }, before, after)
  if (how.dryRun) return consequences
  await activateVersion(tx, districtId, version)
  const change = { kind: 'catalogue', key: 'active', label: String(version), after: { version } } as const
  const was = active === undefined ? null : { version: active }
  await settings.recordChange(tx, by, { ...change, before: was, ...marksOf(how) }, now)
  return consequences
}

/** `catalogue.activate`: only drafts; an earlier version comes back by restoring. */
export async function activate(call: Call<typeof activateCatalogue>, deps: RuleDeps): Promise<Changed> {
  const by = sessionOf(call)
  const { version } = call.params
  await lockDraft(call.tx, by.districtId, version)
  const consequences = await enforce({ tx: call.tx, by, now: call.now }, deps, version, call.query)
  call.afterCommit(() => deps.books.forget(by.districtId))
  return { done: true, consequences }
}
