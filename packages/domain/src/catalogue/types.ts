import type { TimeLimit } from '../calendar/types.ts'
import type { ClassRef, Urgency } from '../ticket/types.ts'

/** 部件 or 事件: a thing of the city that is damaged, or something that happens. */
export const CLASS_KINDS = ['component', 'event'] as const
export type ClassKind = (typeof CLASS_KINDS)[number]

/** A name in both languages of the pages. */
export interface BilingualName {
  readonly zh: string
  readonly en: string
}

/** One stage of the handling with a limit of its own, e.g. stop the work 4 hours, penalty 7 days, removal 20 days. */
export interface HandlingStage {
  readonly name: BilingualName
  readonly limit: TimeLimit
}

/**
 * Who answers for a class at one level (职责清单): the territorial unit of the place, or a department by its code.
 * Level 0 is the district.
 */
export type Responsible =
  | { readonly kind: 'territorial'; readonly level: number }
  | { readonly kind: 'department'; readonly level: number; readonly departmentCode: string }

/** A minor class (小类) of one version of the catalogue. Columns as in GB/T 30428.8: filing, limit, closing, unit. */
export interface CatalogueClass {
  /** Unique within a version, e.g. `event.01.02`. */
  readonly code: string
  readonly kind: ClassKind
  readonly major: BilingualName
  readonly minor: BilingualName
  /** 立案条件: what has to be the case for the matter to be filed. */
  readonly filingCondition: string
  /** At least one; each limit counts from the entry of the holder, the last one is the limit of the class. */
  readonly stages: readonly HandlingStage[]
  /** 结案条件: what has to be the case for it to be closed. */
  readonly closingCondition: string
  /** Photos only where the closing condition cannot be checked without them; never for their own sake. */
  readonly evidenceRequired: boolean
  readonly urgency: Urgency
  /** From the lowest level up; empty: the territorial unit of every level. */
  readonly responsible: readonly Responsible[]
  /** Where the limit and the conditions were read. */
  readonly source: string
}

/** One published version of a tenant's catalogue; a ticket keeps the version it was classified with. */
export interface Catalogue {
  readonly version: number
  readonly classes: readonly CatalogueClass[]
}

/** What a ticket takes over from its class: the reference and the limit that counts. Null for a class without stages. */
export function classificationOf(
  version: number,
  entry: CatalogueClass,
): { readonly class: ClassRef; readonly limit: TimeLimit } | null {
  const limit = entry.stages.at(-1)?.limit
  return limit === undefined ? null : { class: { classCode: entry.code, catalogueVersion: version }, limit }
}
