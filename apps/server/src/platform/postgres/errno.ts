/** The `code` of a Node or PostgreSQL error (`ENOENT`, `23505`), if it has one. */
export function errorCode(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined
  return typeof cause.code === 'string' ? cause.code : undefined
}

const LOST_CODES = /^(08|57P|ECONN|EPIPE)/
/** What pg says without a code. */
const LOST_WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

/** Whether the connection to PostgreSQL was lost, or none could be had: no fault of what was being done. */
export function lostConnection(cause: unknown): boolean {
  const code = errorCode(cause)
  return code === undefined ? cause instanceof Error && LOST_WORDS.test(cause.message) : LOST_CODES.test(code)
}
