import {
  commandFollow,
  joinTicket,
  readFollow,
  readFollowPhoto,
  readNotice,
  reportPublic,
  reportStaff,
  type BodyOf,
} from '@lianxin/contract'

import { publicDistrict } from '../../platform/district.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Call } from '../../platform/serve.ts'
import { Refusal } from '../../platform/refusal.ts'
import { sessionOf } from '../../platform/session.ts'
import { tickets } from '../ticket/index.ts'
import { ReportBatches } from './batch.ts'
import { commandFollowed, followScope, readFollowed, readFollowedPhoto } from './follow.ts'
import { hashTelephones } from './hash-telephones.ts'
import { joinAsStaff } from './join-ticket.ts'
import { noticeOf } from './notice.ts'
import type { IntakeDeps } from './report-ticket.ts'

export { findFollowed, followScope, openFollowed } from './follow.ts'
export { coFollowToken, followSecret, followToken } from './follow-token.ts'
export { type GivenHistory, historyToWrite } from './history.ts'
export { Serials } from './number.ts'
/** Reports that come together, within a transaction of the caller: for the replay of a flow. */
export { reportTickets, type IntakeDeps, type Report, type Reporting } from './report-ticket.ts'

/** Guesses of a follow code from one address in a minute. */
const FOLLOWS_PER_MINUTE = 120
const HOUR_MS = 3_600_000
/** Clocks of other systems run a little ahead. */
const CLOCK_SLACK_MS = 300_000

function refuseFuture(body: BodyOf<typeof reportPublic>, now: number): void {
  if (body.originallyAt !== undefined && Date.parse(body.originallyAt) > now + CLOCK_SLACK_MS)
    throw new Refusal('request.invalid', {}, '/originallyAt')
}

/** Serves the doors through which matters come in, and the one through which a reporter follows them. */
export function registerIntake(platform: Platform, deps: IntakeDeps): void {
  const batches = new ReportBatches(deps)
  platform.route(
    reportPublic,
    async (call) => {
      refuseFuture(call.body, call.now)
      const districtId = publicDistrict(call.request, call.session, platform.config)
      const reporting = {
        districtId,
        now: call.now,
        actor: { kind: 'resident' },
        unitId: null,
        lang: call.lang,
      } as const
      return batches.report(call.body, { ...reporting, hash: tickets.contentHash(call.body) })
    },
    { scope: 'none' },
  )

  platform.route(
    reportStaff,
    async (call) => {
      const session = sessionOf(call)
      const { districtId } = session
      if (call.body.selfResolved && !session.permissions.has('ticket.handle'))
        throw new Refusal('right.missing', { permission: 'ticket.handle' })
      const reporting = {
        districtId,
        now: call.now,
        actor: tickets.staffActor(session),
        unitId: session.unitId,
        lang: 'zh',
      } as const
      return batches.report(call.body, { ...reporting, hash: tickets.contentHash(call.body) })
    },
    { scope: 'none' },
  )

  platform.route(joinTicket, (call) => joinAsStaff(call, deps))

  const districtOf = (call: Pick<Call, 'request' | 'session'>): number =>
    publicDistrict(call.request, call.session, platform.config)
  const followed = {
    scope: (call: Pick<Call, 'request' | 'session'> & { readonly query: { readonly token: string } }) =>
      followScope(districtOf(call), call.query.token),
    callsPerMinute: FOLLOWS_PER_MINUTE,
  }
  platform.route(readFollow, (call) => readFollowed(call, deps, districtOf(call)), followed)
  platform.route(commandFollow, (call) => commandFollowed(call, deps, districtOf(call)), followed)
  platform.route(readFollowPhoto, (call) => readFollowedPhoto(call, deps, districtOf(call)), followed)
  platform.route(readNotice, async (call) => {
    const settings = await deps.settings.of(call.tx, districtOf(call))
    const texts = await deps.books.textsOf(call.tx, districtOf(call))
    return noticeOf(settings, texts.get('resident.notice'))
  })

  platform.jobs.everyDistrict(HOUR_MS, 'intake.hashTelephones', (districtId) => hashTelephones(deps, districtId))
}
