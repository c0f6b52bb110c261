import { errorWord, type Adapter } from '@lianxin/contract'
import {
  isAnswer,
  noticeTime,
  renderNotice,
  shortened,
  type NoticeKind,
  type NoticeValues,
  type ReporterNotice,
  type Ticket,
  type UnitNotice,
} from '@lianxin/domain'

import type { tickets } from '../ticket/index.ts'
import type { Texts } from './texts.ts'

/** How the reporter wishes to be told. */
export interface Wishes {
  /** A telephone was left and SMS are wanted. */
  readonly sms: boolean
  /** One WeChat message is allowed. */
  readonly wechat: boolean
  readonly lang: 'zh' | 'en'
}

/** Somebody who reported the matter, and how they wish to be told. */
export interface Person {
  /** `reporter`, or `co:<id>` for who was added. */
  readonly key: string
  readonly wishes: Wishes
}

/** A robot that hears of matters of a unit. */
export interface UnitRobot {
  readonly unitId: string
  readonly adapter: 'wecom' | 'dingtalk'
}

/** What happened, in the words of messages. */
export interface Happened {
  readonly ticket: Ticket
  readonly number: string
  /** What the reporter is told; null when it is nothing of theirs. */
  readonly kind: ReporterNotice | null
  /** The unit the matter came to, or whose time is over. */
  readonly unit: { readonly id: string; readonly kind: UnitNotice } | null
  /** The unit a text names where no other is meant. */
  readonly unitId: string
}

/** One message to be written down. */
export interface Draft {
  readonly kind: NoticeKind
  readonly adapter: Adapter
  /** The key of a person or the id of a unit. */
  readonly recipient: string
  readonly lang: 'zh' | 'en'
  /** The link is still a hole: it holds the follow code, which only the reporter gets. */
  readonly text: string
  readonly holes: NoticeValues
}

export interface Around {
  readonly surroundings: tickets.Surroundings
  readonly texts: Texts
  readonly ways: ReadonlySet<Adapter>
  /** Whether there is an address that a link could lead to. */
  readonly linked: boolean
}

/** Longest title and answer of a message; the whole stands on the follow page. */
const TITLE_LENGTH = 16
const REPLY_LENGTH = 60
const LINK = '{followUrl}'
/** Matters of a confidential class are not described in a message that others may see on a screen. */
const UNSAID = { title: ['一件事项', 'a matter'], reply: ['请到查询页查看', 'see the page'] } as const

/** The holes of a text filled for a reader. */
export function valuesOf(
  { ticket, number, unitId }: Pick<Happened, 'ticket' | 'number' | 'unitId'>,
  { surroundings, linked }: Pick<Around, 'surroundings' | 'linked'>,
  lang: 'zh' | 'en',
  due: number | null,
): NoticeValues {
  const { calendar, classes, places } = surroundings
  const pick = (pair: readonly [string, string]): string => pair[lang === 'zh' ? 0 : 1]
  const confidential = classes.of(ticket.class)?.confidential ?? false
  const unit = places.unitById(unitId)
  return {
    number,
    title: confidential ? pick(UNSAID.title) : shortened(ticket.title, TITLE_LENGTH),
    state: errorWord('state', ticket.state, lang),
    due: due === null ? '' : noticeTime(due, calendar.utcOffsetMinutes, lang),
    reply: confidential ? pick(UNSAID.reply) : shortened(ticket.publicReply ?? '', REPLY_LENGTH),
    unit: (lang === 'en' && unit?.nameEn) || (unit?.name ?? ''),
    followUrl: linked ? LINK : '',
  }
}

/** Every message that follows from what happened. Pure: the same event gives the same messages. */
export function compose(
  happened: Happened,
  people: readonly Person[],
  robots: readonly UnitRobot[],
  around: Around,
): readonly Draft[] {
  const { kind, unit, ticket } = happened
  const drafts: Draft[] = []
  const say = (what: NoticeKind, adapter: Adapter, recipient: string, holes: NoticeValues, lang: 'zh' | 'en'): void => {
    const text = around.texts(what)
    if (text.active && around.ways.has(adapter))
      drafts.push({ kind: what, adapter, recipient, lang, text: renderNotice(text[lang], holes), holes })
  }
  if (kind !== null)
    for (const { key, wishes } of people) {
      const holes = valuesOf(happened, around, wishes.lang, ticket.promisedAt)
      if (wishes.sms) say(kind, 'sms', key, holes, wishes.lang)
      if (wishes.wechat && isAnswer(kind)) say(kind, 'wechat', key, holes, wishes.lang)
    }
  if (unit !== null) {
    const holes = valuesOf({ ...happened, unitId: unit.id }, { ...around, linked: false }, 'zh', ticket.clock.dueAt)
    for (const { adapter } of robots.filter(({ unitId }) => unitId === unit.id))
      say(unit.kind, adapter, unit.id, holes, 'zh')
  }
  return drafts
}

/** The text of a message with its link put in, or shown without the code to those who may not have it. */
export function withLink(text: string, link: string): string {
  return text.replaceAll(LINK, link)
}
