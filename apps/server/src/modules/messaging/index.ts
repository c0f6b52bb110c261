import {
  listDeliveries,
  listTemplates,
  listUnitChannels,
  previewNotice,
  putFollowNotices,
  putTemplate,
  putUnitChannel,
  readFollowNotices,
  resetTemplate,
} from '@lianxin/contract'

import { publicDistrict } from '../../platform/district.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Call } from '../../platform/serve.ts'
import { readForReporter, saveForReporter, type FollowDeps } from './follow-notices.ts'
import { listForStaff } from './list-deliveries.ts'
import { listenOnce } from './listen.ts'
import { previewForStaff } from './preview-notice.ts'
import { forgetOld, wakeStranded } from './rules-by-time.ts'
import { sendDelivery, type SendingDeps } from './send-delivery.ts'
import { listForAdministrator as listTexts, restoreTemplate, saveTemplate } from './templates.ts'
import { SEND_TASK } from './wake.ts'
import { listForAdministrator as listRobots, saveUnitChannel, type RobotHosts } from './unit-channels.ts'

export { sceneOf } from './follow-notices.ts'
export { notifiersOf, type Notifiers } from './notifiers/choose.ts'
export { messageKinds } from './templates.ts'
export { TextBook } from './texts.ts'

/** Guesses of a follow code from one address in a minute. */
const FOLLOWS_PER_MINUTE = 120
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** The outbox is looked at after each change; this often also where the hint got lost. */
const LISTEN_MS = 15_000

/** What messaging is put together from. */
export interface MessagingParts extends FollowDeps, SendingDeps {
  readonly robotHosts: RobotHosts
}

/** Serves what concerns messages: preview, texts, groups of units, what was told, and the wishes of reporters. */
export function registerMessaging(platform: Platform, parts: MessagingParts): void {
  platform.route(previewNotice, (call) => previewForStaff(call, parts), { scope: 'none' })
  platform.route(listDeliveries, (call) => listForStaff(call, parts), { scope: 'none' })
  platform.route(listTemplates, listTexts)
  platform.route(putTemplate, (call) => saveTemplate(call, parts.texts))
  platform.route(resetTemplate, (call) => restoreTemplate(call, parts.texts))
  platform.route(listUnitChannels, (call) => listRobots(call, parts))
  platform.route(putUnitChannel, (call) => saveUnitChannel(call, parts, parts.robotHosts))
  const districtOf = (call: Pick<Call, 'request' | 'session'>): number =>
    publicDistrict(call.request, call.session, platform.config)
  const limits = { scope: 'none', callsPerMinute: FOLLOWS_PER_MINUTE } as const
  platform.route(readFollowNotices, (call) => readForReporter(call, parts, districtOf(call)), limits)
  platform.route(putFollowNotices, (call) => saveForReporter(call, parts, districtOf(call)), limits)
  registerRules(platform, parts)
}

const isSendJob = (payload: unknown): payload is { districtId: number; id: string } =>
  typeof payload === 'object' && payload !== null && 'districtId' in payload && 'id' in payload

/** What goes on by itself, in processes that do jobs: listening, sending, trying again, forgetting. */
function registerRules(platform: Platform, parts: MessagingParts): void {
  const { jobs } = platform
  platform.atChanges(LISTEN_MS, 'messaging.listen', (districtId) => listenOnce(parts, districtId))
  jobs.register(SEND_TASK, async (payload) => {
    if (isSendJob(payload)) await sendDelivery(parts, payload.districtId, payload.id)
  })
  jobs.everyDistrict(MINUTE_MS, 'messaging.wakeStranded', (districtId) => wakeStranded(parts, districtId))
  const { messageRetention_days } = platform.config
  jobs.everyDistrict(HOUR_MS, 'messaging.forgetOld', (districtId) =>
    forgetOld(parts, districtId, messageRetention_days),
  )
}
