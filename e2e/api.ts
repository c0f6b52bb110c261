import type { Page } from 'playwright-core'

/** What a call of the API answered. */
export interface ApiAnswer<T> {
  readonly status: number
  readonly body: T
}

/** Calls the API with the session of a page. For bringing tickets where a test begins; never for what it is about. */
export function api<T>(
  page: Page,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<ApiAnswer<T>> {
  return page.evaluate(
    async ({ method, path, body }) => {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'x-lianxin': '1', 'content-type': 'application/json', 'accept-language': 'zh' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: (await answer.json()) as never }
    },
    { method, path, body },
  )
}
