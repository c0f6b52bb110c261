/** A version of a district's own way of scoring. Versions never change; another one stands in the place of an older one. */
interface OwnVersion {
  /** First month it holds for, `YYYY-MM`. */
  readonly validFrom: string
  /** 1, or one more for each further version from the same month on. */
  readonly version: number
}

/** The version that holds for a month: the one that began last, and of these the last one entered. */
export function inForce<T extends OwnVersion>(all: readonly T[], month: string): T | undefined {
  return all
    .filter(({ validFrom }) => validFrom <= month)
    .toSorted((a, b) => (a.validFrom === b.validFrom ? b.version - a.version : a.validFrom < b.validFrom ? 1 : -1))[0]
}

/** Whether rules may begin with a month: those that are assessed know them before it is over. */
export const mayBegin = (validFrom: string, presentMonth: string): boolean => validFrom >= presentMonth
