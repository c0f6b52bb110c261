import type { ReportReceipt } from '@lianxin/contract'

import { systemScope } from '../../platform/db/scope.ts'
import { errorCode } from '../../platform/postgres/errno.ts'
import { Refusal } from '../../platform/refusal.ts'
import { hasUploads, reportTickets, type IntakeDeps, type Report, type Reporting } from './report-ticket.ts'

/** Batches of one district under way at once: while the database writes one, the next is decided. */
const LANES = 2
/** Most reports of one batch; a longer statement holds its locks for longer than it saves. */
const MOST = 64

interface Waiting {
  readonly report: Report
  readonly reporting: Reporting
  readonly done: (receipt: ReportReceipt) => void
  readonly failed: (cause: unknown) => void
}

interface District {
  readonly waiting: Waiting[]
  lanes: number
}

/**
 * Writes reports that come at the same time together, in one transaction and one statement: the share of each in round
 * trips, locks and the sync to disk gets smaller the busier it is. Nobody waits for company: a report goes at once while
 * a lane is free, and those that come meanwhile go together. Each is answered after the commit that holds it.
 */
export class ReportBatches {
  readonly #deps: IntakeDeps
  readonly #districts = new Map<number, District>()

  constructor(deps: IntakeDeps) {
    this.#deps = deps
  }

  /** Makes a ticket of a report; see `reportTickets`. Photos are moved on the way: such a report goes by itself. */
  report(report: Report, reporting: Reporting): Promise<ReportReceipt> {
    return new Promise((done, failed) => {
      const one = { report, reporting, done, failed }
      if (hasUploads(report)) void this.#write(reporting.districtId, [one])
      else this.#queue(reporting.districtId, one)
    })
  }

  #queue(districtId: number, one: Waiting): void {
    const district = this.#districts.get(districtId) ?? { waiting: [], lanes: 0 }
    this.#districts.set(districtId, district)
    district.waiting.push(one)
    // After what else has arrived with it was read.
    if (district.waiting.length === 1) setImmediate(() => this.#go(districtId, district))
  }

  #go(districtId: number, district: District): void {
    while (district.lanes < LANES && district.waiting.length > 0) {
      district.lanes += 1
      void this.#write(districtId, district.waiting.splice(0, MOST)).finally(() => {
        district.lanes -= 1
        this.#go(districtId, district)
      })
    }
  }

  async #write(districtId: number, batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.#deps.db.withScope(systemScope(districtId), (tx) =>
        reportTickets(tx, this.#deps, districtId, batch),
      )
      for (const [index, { done, failed }] of batch.entries()) {
        const outcome = outcomes[index]
        if (outcome === undefined || outcome instanceof Refusal) failed(outcome)
        else done(outcome)
      }
    } catch (cause) {
      // A value that the database does not take (class 22, 23) fails its whole statement: then each goes by itself.
      if (batch.length > 1 && /^2[23]/.test(errorCode(cause) ?? ''))
        await Promise.all(batch.map((one) => this.#write(districtId, [one])))
      else for (const { failed } of batch) failed(cause)
    }
  }
}
