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
import { previewForStaff } from './preview-notice.ts'
import { listForAdministrator as listTexts, restoreTemplate, saveTemplate } from './templates.ts'
import { listForAdministrator as listRobots, saveUnitChannel, type RobotHosts } from './unit-channels.ts'

export { TextBook } from './texts.ts'

/** Guesses of a follow code from one address in a minute. */
const FOLLOWS_PER_MINUTE = 120

/** What messaging is put together from. */
export interface MessagingParts extends FollowDeps {
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
}
