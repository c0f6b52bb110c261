import type { OperationShape } from '@lianxin/contract'

/** What of an operation the client needs when it runs. Schemas stay on the server. */
export type Wire<O extends OperationShape> = Pick<O, 'method' | 'path'> &
  (O extends { readonly download: infer D } ? { readonly download: D } : { readonly download?: never })

/**
 * Names an operation of the contract by method and path only, so that a page which must load fast does not carry the
 * schema library: `wire<typeof readNotice>({ method: 'GET', path: '/notice' })`. Both are checked against the
 * contract's literal types, so a drift is a compile error.
 */
export function wire<O extends OperationShape>(parts: Wire<O>): O {
  return parts as unknown as O
}
