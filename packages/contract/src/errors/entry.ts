/** How an error reads and what to do next, in both languages; `{name}` is filled from the refusal. */
export interface ErrorEntry {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 500 | 503
  readonly zh: { readonly title: string; readonly remedy: string }
  readonly en: { readonly title: string; readonly remedy: string }
}

/** One error of the catalogue. */
export const entry = (
  status: ErrorEntry['status'],
  zh: readonly [string, string],
  en: readonly [string, string],
): ErrorEntry => ({
  status,
  zh: { title: zh[0], remedy: zh[1] },
  en: { title: en[0], remedy: en[1] },
})
