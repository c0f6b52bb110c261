import type { ErrorCode } from '@lianxin/contract'

/** What fills the `{name}` places of a catalogue entry. Only what the caller may know. */
export type RefusalParams = Readonly<Record<string, string | number | boolean>>

/** One field that is wrong, in the words of the module that found it. */
export interface RefusalFault {
  readonly pointer: string
  readonly code: string
  readonly zh: string
  readonly en: string
}

/**
 * A request that the rules refuse, thrown at the edge of a transaction so that it rolls back.
 * Inside the domain a refusal is a value; handlers turn it into this one exception.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly params: RefusalParams
  /** JSON pointer of the field at fault, such as `/position/lon`. */
  readonly pointer: string | undefined
  readonly faults: readonly RefusalFault[]

  constructor(code: ErrorCode, params: RefusalParams = {}, pointer?: string, faults: readonly RefusalFault[] = []) {
    super(code)
    this.code = code
    this.params = params
    this.pointer = pointer
    this.faults = faults
  }
}
