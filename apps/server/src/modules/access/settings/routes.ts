import {
  listSettingChanges,
  restoreSetting,
  type Changed,
  type ReplyOf,
  type SettingChangeView,
} from '@lianxin/contract'

import type { Lang } from '../../../platform/language.ts'
import type { Platform } from '../../../platform/platform.ts'
import { Refusal } from '../../../platform/refusal.ts'
import type { Call } from '../../../platform/serve.ts'
import { sessionOf } from '../../../platform/session.ts'
import { adminOf, type AccessDeps } from '../deps.ts'
import { findChange, listChanges, lockSettings, type ListedChange } from '../store/setting.ts'
import type { RestoreKinds } from './kinds.ts'
import { fieldChanges } from './words.ts'

const PAGE = 50

function actionOf({ before, after, undoes }: ListedChange): SettingChangeView['action'] {
  if (undoes !== null) return 'restored'
  return before === null ? 'created' : after === null ? 'removed' : 'changed'
}

function view(change: ListedChange, lang: Lang, kinds: RestoreKinds): SettingChangeView {
  const { id, personName, kind, key, label } = change
  return {
    id,
    at: new Date(change.at).toISOString(),
    personName,
    kind,
    key,
    label,
    action: actionOf(change),
    imported: change.batch !== null,
    fields: fieldChanges(change.before, change.after, lang),
    restorable: kinds[kind] === undefined ? 'fixed' : change.latest ? 'yes' : 'later',
  }
}

/** `setting.listChanges`. */
async function list(
  { tx, session, query, lang }: Call<typeof listSettingChanges>,
  kinds: RestoreKinds,
): Promise<ReplyOf<typeof listSettingChanges>> {
  const { districtId } = sessionOf({ session })
  const wanted = (query.kinds ?? '').split(',').filter((word) => word !== '')
  const { key, before, limit = PAGE } = query
  const changes = await listChanges(tx, districtId, { kinds: wanted, key, before, limit })
  return { items: changes.map((change) => view(change, lang, kinds)) }
}

/**
 * `setting.restore`: only the latest change of a thing is taken back, so that nobody undoes more than he sees; everything
 * else that stands against it is said by the rules of the thing itself.
 */
async function restore(call: Call<typeof restoreSetting>, deps: AccessDeps, kinds: RestoreKinds): Promise<Changed> {
  const session = sessionOf(call)
  const { districtId } = session
  await lockSettings(call.tx, districtId)
  const change = await findChange(call.tx, districtId, call.params.changeId)
  if (!change) throw new Refusal('setting.change_unknown')
  const kind = kinds[change.kind]
  const reason = call.lang === 'zh' ? '这类变更不能恢复，请直接修改。' : 'Changes of this kind stand; edit it directly.'
  if (!kind) throw new Refusal('setting.not_restorable', { reason })
  if (!session.permissions.has(kind.right)) throw new Refusal('right.missing', { permission: kind.right })
  if (!change.latest) throw new Refusal('setting.changed_since')
  const { dryRun } = call.query
  const how = { dryRun, undoes: change.id, heirId: call.body.heirId }
  const consequences = await kind.restore(adminOf(call, deps), change, how)
  call.afterCommit(() => {
    deps.units.invalidate()
    kind.afterwards?.(districtId)
  })
  return { done: true, consequences: [...consequences] }
}

/** Serves the history of the settings. */
export function serveHistory(platform: Platform, deps: AccessDeps, kinds: RestoreKinds): void {
  platform.route(listSettingChanges, (call) => list(call, kinds))
  platform.route(restoreSetting, (call) => restore(call, deps, kinds))
}
