import { fileURLToPath } from 'node:url'

import type { Instant } from '@lianxin/domain'

import { seedDemo, type FillUp } from './demo/seed-demo.ts'
import { createSessions, ensureFirstAdministrator, registerAccess, Units } from './modules/access/index.ts'
import { registerCare } from './modules/care/index.ts'
import { registerCommand } from './modules/command/index.ts'
import { registerOversight, type OversightDeps } from './modules/oversight/index.ts'
import { messageKinds, notifiersOf, registerMessaging, sceneOf, TextBook } from './modules/messaging/index.ts'
import {
  CatalogueBooks,
  listClassesNaming,
  registerCatalogue,
  ruleKinds,
  ruleSheets,
} from './modules/catalogue/index.ts'
import { gridDependants, Grids, registerGrid } from './modules/grid/index.ts'
import { findFollowed, followSecret, registerIntake, Serials, type IntakeDeps } from './modules/intake/index.ts'
import {
  createPlaces,
  limitKinds,
  registerTicket,
  replanWaiting,
  ruleDependants,
  SettingsBook,
  ticketDependants,
} from './modules/ticket/index.ts'
import type { Page } from './platform/pages.ts'
import { createPlatform, type Platform, type PlatformParts } from './platform/platform.ts'

/** The numbered SQL files of the schema. */
export const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url))

const built = (workspace: string): string => fileURLToPath(new URL(`../../${workspace}/dist`, import.meta.url))

/** The three front ends, where `npm run build` puts them. */
export const PAGES: readonly Page[] = [
  { prefix: '/console', folder: built('console') },
  { prefix: '/field', folder: built('field') },
  { prefix: '/r', folder: built('resident') },
]

export type AppParts = Omit<PlatformParts, 'sessions' | 'findFollowed'>

export interface App {
  readonly platform: Platform
  /**
   * What is to be done once before serving: the demo district in an empty database, links for the first administrators.
   * @param say  told of progress
   * @returns    lines for who started it, and what goes on while it serves
   */
  prepare(say: (line: string) => void): Promise<{ readonly notices: readonly string[]; readonly fillUp: FillUp | null }>
  /** Gives tickets that wait for a calendar year their dates, after it was entered. @returns how many */
  replan(now: Instant): Promise<number>
  /** What commands are given with from within the process: for the replay of a flow. */
  readonly inside: IntakeDeps & OversightDeps
}

/** The composition root, the only file that knows every module. Nothing runs before `platform.start`. */
export async function buildApp(parts: AppParts): Promise<App> {
  const { config, clock, db } = parts
  const platform = await createPlatform({
    ...parts,
    sessions: createSessions(db, clock, config),
    findFollowed: (number, token) => findFollowed({ db }, config.districtId, number, token),
  })
  const units = new Units(db, config.districtId, clock)
  const grids = new Grids(db)
  const books = new CatalogueBooks()
  const secret = followSecret(config.dataDir)
  const tickets = {
    db,
    clock,
    books,
    places: createPlaces(() => units, grids),
    settings: new SettingsBook(),
    uploads: platform.uploads,
    blobs: platform.blobs,
    wake: platform.live.wake,
  }
  const texts = new TextBook()
  const rules = { books, units, dependants: ruleDependants(tickets) }
  registerAccess(platform, units, {
    dependants: { ...ticketDependants(tickets), ...gridDependants, listClassesNaming },
    kinds: { ...ruleKinds(rules), ...messageKinds(texts), ...limitKinds(tickets.settings) },
    sheets: ruleSheets(rules, clock),
  })
  registerGrid(platform, grids)
  registerCatalogue(platform, rules)
  registerTicket(platform, tickets)
  const inside = { ...tickets, grids, secret, serials: new Serials() }
  registerIntake(platform, inside)
  registerCare(platform, { grids })
  registerOversight(platform, { ...tickets, grids })
  const notifiers = notifiersOf(config, () => clock.now(), sceneOf)
  registerMessaging(platform, {
    ...tickets,
    secret,
    texts,
    // A demonstration is looked at on the machine it runs on; elsewhere a link needs an address that people can open.
    publicUrl: config.publicUrl || (config.demo === 'none' ? '' : `http://${config.host}:${config.port}`),
    notifiers,
    ways: new Set(notifiers.keys()),
    wechat:
      config.wechatProvider === 'weixin' ? { appId: config.wechatAppId, templateId: config.wechatTemplate } : null,
    robotHosts: { wecom: config.wecomUrl, dingtalk: config.dingtalkUrl },
  })
  registerCommand(platform, { ...tickets, grids })
  // Printed on a terminal: a path alone could not be opened.
  const publicUrl = config.publicUrl || `http://${config.host}:${config.port}`
  return {
    platform,
    inside,
    replan: (now) => replanWaiting(tickets, config.districtId, now),
    prepare: async (say) => {
      const { demo: kind, demoTickets } = config
      const fillUp =
        kind === 'none' ? null : await seedDemo(db, { kind, now: clock.now(), tickets: demoTickets, secret, say })
      const links = await ensureFirstAdministrator(db, config.districtId, clock.now(), publicUrl)
      return { fillUp, notices: (links ?? []).map((link) => `${link.role} ${link.loginName}: ${link.link}`) }
    },
  }
}
