import type { Problem } from '@lianxin/contract'

export type Lang = 'zh' | 'en'

/** The server refused: carries the problem details (RFC 9457) with title, remedy and field faults in the person's language. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Nothing came back: offline, a timeout of the network, or the server is away. What was typed must be kept. */
export class NetworkError extends Error {
  constructor(cause: unknown) {
    super('network failure', { cause })
    this.name = 'NetworkError'
  }
}

const UNREADABLE = {
  zh: { title: '服务暂时没有正确应答', detail: '请稍后重试；已填写的内容仍在。' },
  en: { title: 'The service did not answer properly', detail: 'Try again later; what you typed is kept.' },
} as const

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'title' in value && 'status' in value

/** The problem in a refused response; where a proxy answered with something else, a problem of our own. */
export async function problemOf(response: Response, lang: Lang): Promise<Problem> {
  const type = response.headers.get('content-type') ?? ''
  if (/[/+]json/.test(type)) {
    const value: unknown = await response.json().catch(() => null)
    if (isProblem(value)) return value
  }
  return { type: 'about:blank', status: response.status, code: 'server.unavailable', ...UNREADABLE[lang] }
}
