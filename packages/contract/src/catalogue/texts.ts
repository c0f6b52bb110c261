import Type, { type Static } from 'typebox'

import { Changed, DryRun } from '../access/consequences.ts'
import { operation } from '../operation.ts'
import { BilingualText, Nullable, Words } from '../shapes.ts'

/** A place in a text that is filled when it is shown, written `{name}`. */
export const TextHole = Type.Object({ name: Type.String(), meaning: BilingualText, example: BilingualText })

export const TextView = Type.Object({
  key: Type.String(),
  group: Words(['district', 'resident', 'replies', 'messages'] as const),
  label: BilingualText,
  /** As the district wrote it; null where the usual text stands. */
  zh: Nullable(Type.String()),
  en: Nullable(Type.String()),
  usual: BilingualText,
  holes: Type.Array(TextHole),
  /** `line`: one line; `text`: several; `list`: one entry in each line. */
  form: Words(['line', 'text', 'list'] as const),
  maxLength: Type.Integer(),
  /** False where the text is the same in every language, such as a telephone number. */
  translated: Type.Boolean(),
})
export type TextView = Static<typeof TextView>

export const listTexts = operation({
  id: 'text.list',
  method: 'GET',
  path: '/texts',
  summary: { zh: '文字列表', en: 'Texts of the district' },
  access: 'setting.read',
  reply: Type.Object({ items: Type.Array(TextView) }),
})

/** Writes a text of the district's own; null goes back to the usual one. English may be left out: Chinese is shown then. */
export const putText = operation({
  id: 'text.put',
  method: 'PUT',
  path: '/texts/:key',
  summary: { zh: '修改文字', en: 'Change a text' },
  access: 'setting.write',
  params: Type.Object({ key: Type.String({ maxLength: 100 }) }),
  query: DryRun,
  body: Type.Object({
    zh: Nullable(Type.String({ maxLength: 8000 })),
    en: Nullable(Type.String({ maxLength: 8000 })),
  }),
  reply: Changed,
  errors: ['text.unknown', 'text.not_valid'],
})
