import type { TextDefinition } from './definitions.ts'
import { linesOf } from './definitions.ts'

/** What is wrong with a text, in both languages. */
export interface TextFault {
  readonly field: 'zh' | 'en'
  readonly zh: string
  readonly en: string
}

const REPLIES_MOST = 20
const REPLY_LENGTH = 500

function holesIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
}

function faultOf(definition: TextDefinition, field: 'zh' | 'en', text: string): TextFault | undefined {
  const { maxLength, holes, form, key } = definition
  const length = [...text].length
  if (length > maxLength)
    return {
      field,
      zh: `不能超过 ${maxLength} 个字，现有 ${length} 个。`,
      en: `At most ${maxLength} characters; it has ${length}.`,
    }
  if (form === 'line' && text.includes('\n')) return { field, zh: '只能写一行。', en: 'One line only.' }
  const known = holes.map(({ name }) => name)
  const strange = holesIn(text).find((name) => !known.includes(name))
  const list = known.map((name) => `{${name}}`).join(' ')
  if (strange !== undefined && form !== 'list')
    return {
      field,
      zh: known.length > 0 ? `没有“{${strange}}”这个填空，可用：${list}。` : `这里不能使用填空“{${strange}}”。`,
      en: known.length > 0 ? `There is no {${strange}}; use ${list}.` : `No {holes} are filled here.`,
    }
  if (form !== 'list' && /[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, '')))
    return { field, zh: '花括号没有成对。', en: 'A brace stands alone.' }
  if (form === 'list') {
    const lines = linesOf(text)
    const long = lines.findIndex((line) => line.length > REPLY_LENGTH)
    if (lines.length > REPLIES_MOST)
      return { field, zh: `最多 ${REPLIES_MOST} 条。`, en: `At most ${REPLIES_MOST} lines.` }
    if (long >= 0)
      return {
        field,
        zh: `第 ${long + 1} 条超过 ${REPLY_LENGTH} 字。`,
        en: `Line ${long + 1} is longer than ${REPLY_LENGTH}.`,
      }
  }
  if (key === 'district.hotline' && !/^[0-9 -]{3,20}$/.test(text))
    return { field, zh: '应为电话号码。', en: 'It must be a telephone number.' }
  return undefined
}

/** Holds a text against its definition: filled in Chinese, not too long, with holes that exist. */
export function checkText(definition: TextDefinition, zh: string, en: string): TextFault | undefined {
  if (zh.trim() === '' && definition.form !== 'list')
    return { field: 'zh', zh: '请填写中文。', en: 'Chinese is needed.' }
  return faultOf(definition, 'zh', zh) ?? (en === '' ? undefined : faultOf(definition, 'en', en))
}
