import type { ErrorObject } from 'ajv'

import type { Lang } from './language.ts'

/** One wrong field as it goes out. */
export interface Fault {
  readonly pointer: string
  readonly code: string
  readonly detail: string
}

/** More would help nobody, and a hostile body could ask for millions. */
const MAX_FAULTS = 50

type Phrase = (params: Readonly<Record<string, unknown>>) => readonly [zh: string, en: string]

const show = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))

const FORMATS: Readonly<Record<string, readonly [string, string]>> = {
  'date-time': [
    '应为带时区的日期时间，如 2026-03-05T14:30:00+08:00。',
    'Write a date and time with offset, such as 2026-03-05T14:30:00+08:00.',
  ],
  date: ['应为日期，如 2026-03-05，且必须真实存在。', 'Write a date that exists, such as 2026-03-05.'],
  time: ['应为时间，如 14:30:00。', 'Write a time such as 14:30:00.'],
  uuid: ['应为 UUID 编号。', 'Write a UUID.'],
  uri: ['应为网址。', 'Write a web address.'],
  email: ['应为电子邮箱地址。', 'Write an e-mail address.'],
}

const PHRASES: Readonly<Record<string, Phrase>> = {
  required: () => ['此项必填。', 'This field is required.'],
  additionalProperties: () => ['没有这个字段，请删除。', 'There is no such field; remove it.'],
  type: ({ type }) => [`类型应为 ${show(type)}。`, `It must be of type ${show(type)}.`],
  format: ({ format }) =>
    FORMATS[show(format)] ?? [`格式应为 ${show(format)}。`, `It must have the format ${show(format)}.`],
  enum: ({ allowedValues }) => [
    `只能是以下之一：${show(allowedValues)}。`,
    `It must be one of: ${show(allowedValues)}.`,
  ],
  const: ({ allowedValue }) => [`只能是 ${show(allowedValue)}。`, `It must be ${show(allowedValue)}.`],
  minLength: ({ limit }) => [`至少 ${show(limit)} 个字符。`, `Write at least ${show(limit)} characters.`],
  maxLength: ({ limit }) => [`最多 ${show(limit)} 个字符。`, `Write at most ${show(limit)} characters.`],
  minimum: ({ limit }) => [`不得小于 ${show(limit)}。`, `It must not be below ${show(limit)}.`],
  maximum: ({ limit }) => [`不得大于 ${show(limit)}。`, `It must not be above ${show(limit)}.`],
  exclusiveMinimum: ({ limit }) => [`必须大于 ${show(limit)}。`, `It must be above ${show(limit)}.`],
  exclusiveMaximum: ({ limit }) => [`必须小于 ${show(limit)}。`, `It must be below ${show(limit)}.`],
  multipleOf: ({ multipleOf }) => [
    `应为 ${show(multipleOf)} 的倍数。`,
    `It must be a multiple of ${show(multipleOf)}.`,
  ],
  minItems: ({ limit }) => [`至少 ${show(limit)} 项。`, `Give at least ${show(limit)} items.`],
  maxItems: ({ limit }) => [`最多 ${show(limit)} 项。`, `Give at most ${show(limit)} items.`],
  uniqueItems: () => ['有重复项，请删除。', 'Items are repeated; remove the copies.'],
  pattern: ({ pattern }) =>
    pattern === '\\S'
      ? ['不能只有空格。', 'It must not be blank.']
      : ['格式不正确。', 'It does not have the right form.'],
  discriminator: () => ['没有这种类型，请核对。', 'There is no such kind; check its name.'],
  anyOf: () => ['不符合任何一种允许的写法。', 'It matches none of the allowed forms.'],
  oneOf: () => ['应恰好符合一种允许的写法。', 'It must match exactly one of the allowed forms.'],
}

function pointerOf(error: ErrorObject): string {
  const missing: unknown = error.params['missingProperty'] ?? error.params['additionalProperty'] ?? error.params['tag']
  const tail = typeof missing === 'string' ? `/${missing.replaceAll('~', '~0').replaceAll('/', '~1')}` : ''
  return error.instancePath + tail
}

/** One fault as text: the JSON pointer of the field, the keyword, and what to write instead. */
export function describeFault(error: ErrorObject, lang: Lang): Fault {
  const phrase = PHRASES[error.keyword]?.(error.params) ?? ['内容不正确。', 'It is not valid.']
  return { pointer: pointerOf(error), code: error.keyword, detail: phrase[lang === 'zh' ? 0 : 1] }
}

/**
 * The faults of a failed validation, one for each field. Where alternatives were tried, the branches' own
 * faults are left out in favour of the one that says so, unless a branch was chosen by its `kind`.
 */
export function describeFaults(errors: readonly ErrorObject[], lang: Lang): readonly Fault[] {
  const byPointer = new Map<string, Fault>()
  for (const error of errors) {
    const fault = describeFault(error, lang)
    const known = byPointer.get(fault.pointer)
    if (!known || known.code === 'anyOf' || known.code === 'const') byPointer.set(fault.pointer, fault)
    if (byPointer.size >= MAX_FAULTS) break
  }
  return [...byPointer.values()]
}
