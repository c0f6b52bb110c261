import type { ErrorCode } from '@lianxin/contract'
import pg from 'pg'

import { Refusal, type RefusalParams } from '../refusal.ts'

interface Meaning {
  readonly code: ErrorCode
  readonly params?: RefusalParams
  readonly pointer?: string
}

/** What a broken rule of the database means to the caller, by the name of the constraint. The only place that knows. */
export const CONSTRAINTS: Readonly<Record<string, Meaning>> = {
  photo_pkey: { code: 'ticket.photo_unknown', pointer: '/uploadIds' },
  account_login_name_unique: { code: 'account.name_taken', pointer: '/loginName' },
}

/** NUL characters and lone surrogates: text that PostgreSQL cannot keep. */
const UNTRANSLATABLE = new Set(['22021', '22P05'])
/** A row outside what the policies of the database allow the caller. */
const DENIED = '42501'
const CONNECTION_LOST = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/
/** Errors of pg that carry no code. */
const CONNECTION_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/**
 * Turns an error of the database into the refusal it means.
 * @returns undefined where it is a fault of ours, to be logged and answered as `server.failed`
 */
export function translateDatabaseError(cause: unknown): Refusal | undefined {
  if (!(cause instanceof Error)) return undefined
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  if (CONNECTION_LOST.test(code) || CONNECTION_MESSAGES.test(cause.message)) return new Refusal('server.unavailable')
  if (!(cause instanceof pg.DatabaseError)) return undefined
  const meaning = cause.constraint === undefined ? undefined : CONSTRAINTS[cause.constraint]
  if (meaning) return new Refusal(meaning.code, meaning.params, meaning.pointer)
  if (UNTRANSLATABLE.has(code))
    return new Refusal('request.invalid', {}, undefined, [
      {
        pointer: '',
        code: 'text',
        zh: '文字中含有无法保存的控制字符，请删除后重试。',
        en: 'A text holds a control character that cannot be kept; remove it.',
      },
    ])
  const denied = code === DENIED ? /row-level security policy for table "(\w+)"/.exec(cause.message) : null
  return denied ? new Refusal('right.missing', { permission: denied[1] ?? '' }) : undefined
}
