import type { Static, TObject, TSchema } from 'typebox'

import type { ErrorCode } from './errors/catalogue.ts'
import type { Permission } from './permissions.ts'

/** Who may call an operation: anybody, anybody signed in, or somebody whose post carries the permission. */
export type Access = 'public' | 'signedIn' | Permission

/**
 * What crosses the wire for one call, as one value: the server derives route, validation and the
 * OpenAPI document from it, the client its typed `call`. Paths are relative to `/api/v1`, parameters
 * written `:name`. Bodies and replies are JSON unless `download` names a media type.
 */
export interface OperationShape {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly summary: { readonly zh: string; readonly en: string }
  readonly access: Access
  readonly params?: TObject
  readonly query?: TObject
  readonly body?: TSchema
  readonly reply: TSchema
  /** Success status; 200 unless given. */
  readonly status?: 200 | 201 | 202 | 204
  /** Codes this operation may answer with, beside the general ones (validation, sign-in, rights). */
  readonly errors?: readonly ErrorCode[]
  /** Media type of a reply that is a file; `reply` then describes the bytes as a string. */
  readonly download?: string
  /** Largest body in bytes where the default of 1 MiB does not fit. */
  readonly bodyLimit_bytes?: number
}

/** Declares an operation and keeps its exact type. */
export function operation<const O extends OperationShape>(shape: O): O {
  return shape
}

type StaticOr<S, Fallback> = S extends TSchema ? Static<S> : Fallback
export type ParamsOf<O extends OperationShape> = StaticOr<O['params'], Record<string, never>>
export type QueryOf<O extends OperationShape> = StaticOr<O['query'], Record<string, never>>
export type BodyOf<O extends OperationShape> = StaticOr<O['body'], undefined>
export type ReplyOf<O extends OperationShape> = Static<O['reply']>
