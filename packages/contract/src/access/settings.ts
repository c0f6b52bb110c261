import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, Words } from '../shapes.ts'
import { Changed, DryRun } from './consequences.ts'

/** What is administered. */
export const SETTING_KINDS = [
  'unit',
  'person',
  'post',
  'duty',
  'class',
  'catalogue',
  'calendar',
  'hours',
  'limits',
  'text',
  'message',
] as const
export type SettingKind = (typeof SETTING_KINDS)[number]

/** One field before and after, in the words of the asked language; null where there was or is nothing. */
export const FieldChange = Type.Object({
  label: Type.String(),
  before: Nullable(Type.String()),
  after: Nullable(Type.String()),
})
export type FieldChange = Static<typeof FieldChange>

export const SettingChangeView = Type.Object({
  id: Id,
  at: InstantText,
  personName: Nullable(Type.String()),
  kind: Words(SETTING_KINDS),
  key: Type.String(),
  /** What was changed, by the name it had then. */
  label: Type.String(),
  action: Words(['created', 'changed', 'removed', 'restored'] as const),
  imported: Type.Boolean({ description: 'came with an import' }),
  fields: Type.Array(FieldChange),
  /** `later`: something later was changed on it; `fixed`: changes of this kind stand. */
  restorable: Words(['yes', 'later', 'fixed'] as const),
})
export type SettingChangeView = Static<typeof SettingChangeView>

export const listSettingChanges = operation({
  id: 'setting.listChanges',
  method: 'GET',
  path: '/setting-changes',
  summary: { zh: '设置的变更记录', en: 'History of the settings' },
  access: 'setting.read',
  query: Type.Object({
    kinds: Type.Optional(Type.String({ maxLength: 200, description: 'kinds, separated by commas' })),
    key: Type.Optional(Type.String({ maxLength: 200 })),
    before: Type.Optional(Type.String({ maxLength: 80, description: 'id of the last one seen' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  }),
  reply: Type.Object({ items: Type.Array(SettingChangeView) }),
})

/** Puts what a change altered back to what it was before; itself a change. Only the latest of a thing is taken back. */
export const restoreSetting = operation({
  id: 'setting.restore',
  method: 'POST',
  path: '/setting-changes/:changeId/restoration',
  summary: { zh: '恢复到变更之前', en: 'Restore what was before a change' },
  access: 'setting.write',
  params: Type.Object({ changeId: Id }),
  query: DryRun,
  body: Type.Object({ heirId: Type.Optional(Id) }),
  reply: Changed,
  errors: [
    'setting.change_unknown',
    'setting.changed_since',
    'setting.not_restorable',
    'unit.holds_tickets',
    'organisation.conflict',
    'unit.not_found',
    'grid.not_found',
    'person.not_found',
    'account.own_rights',
    'post.duties_separated',
    'right.missing',
  ],
})
