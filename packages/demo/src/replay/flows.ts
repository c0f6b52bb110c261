import type { LocalDate } from '@lianxin/domain'

/**
 * What a report says of a period, as the numbers a replay has to come to. Every number is what the source says, or is
 * named in `chosen` with the reason why we had to choose it.
 */
export interface ReplayFlow {
  readonly name: string
  /** Where the numbers are from. */
  readonly source: string
  /** First and last day on which matters are reported, both included. */
  readonly from: LocalDate
  readonly to: LocalDate
  readonly received: number
  /** Of those received: passed up the territory (上报). The others were dispatched and stayed with whom they were sent to. */
  readonly reportedUp: number
  readonly settled: number
  /** Of those settled: judged by their reporter when called back, and how many of these with 4 or 5 of 5. */
  readonly rated: number
  readonly satisfied: number
  /** What the source leaves open. */
  readonly chosen: string
}

/** Share of matters passed up where a source says nothing: that of Zhengzhou, 2,584 of 82,915. */
const UP_SHARE = 2_584 / 82_915

/** The three flows that reports name, on their own days; the calendar of working days of those years is known. */
export const REPLAY_FLOWS = {
  zhengzhou: {
    name: 'zhengzhou',
    source: '功能 41：2012 年 4 月至 2014 年 1 月受理 82,915 条 = 派发 80,331 + 上报 2,584，解决率 98 % 以上',
    from: '2012-04-01',
    to: '2014-01-31',
    received: 82_915,
    reportedUp: 2_584,
    settled: 81_257,
    rated: 16_251,
    satisfied: 15_926,
    chosen: 'settled: the fewest that are 98 %; rated (a fifth of them, 98 % content): the source is silent',
  },
  inspected: {
    name: 'inspected',
    source: '功能 42：排查 28 万余条，办结率 97.9 %',
    from: '2013-01-01',
    to: '2013-12-31',
    received: 280_000,
    reportedUp: Math.round(280_000 * UP_SHARE),
    settled: 274_120,
    rated: 0,
    satisfied: 0,
    chosen: 'days: the year of the report; reported up: the share of Zhengzhou; no ratings',
  },
  requests: {
    name: 'requests',
    source: '功能 43：2022 年受理 47,452 件，办结率 100 %，满意率 98 % 以上',
    from: '2022-01-01',
    to: '2022-12-31',
    received: 47_452,
    reportedUp: Math.round(47_452 * UP_SHARE),
    settled: 47_452,
    rated: 14_236,
    satisfied: 13_952,
    chosen: 'reported up: the share of Zhengzhou; rated: three of ten; satisfied: the fewest of them that are 98 %',
  },
} as const satisfies Readonly<Record<string, ReplayFlow>>

export type ReplayFlowName = keyof typeof REPLAY_FLOWS

/**
 * A part of a flow in the same proportions: what is passed up is rounded, what is settled and content never falls below
 * the share of the whole.
 * @param share  above 0 and at most 1
 */
export function scaledFlow(flow: ReplayFlow, share: number): ReplayFlow {
  if (!(share > 0 && share <= 1)) throw new RangeError('a share of a flow is above 0 and at most 1')
  const received = Math.max(1, Math.round(flow.received * share))
  const part = (of: number, whole: number, size: number): number => (whole === 0 ? 0 : Math.ceil((size * of) / whole))
  const settled = part(flow.settled, flow.received, received)
  const rated = part(flow.rated, flow.settled, settled)
  return {
    ...flow,
    received,
    reportedUp: Math.round((received * flow.reportedUp) / flow.received),
    settled,
    rated,
    satisfied: part(flow.satisfied, flow.rated, rated),
  }
}

/** What the statistics of the product must tell of a flow once it was lived. */
export function expectedCounts(flow: ReplayFlow) {
  const { received, reportedUp, settled, rated, satisfied } = flow
  return {
    received,
    dispatched: received - reportedUp,
    reportedUp,
    settledOfReceived: settled,
    settled,
    rated,
    satisfied,
  } as const
}
