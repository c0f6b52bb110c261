import { NOTICE_HOLES, NOTICE_KINDS } from '@lianxin/domain'
import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { BilingualText, Done, Id, InstantText, Nullable, Words } from '../shapes.ts'
import { STAFF_COMMANDS } from '../ticket/commands.ts'

/** Ways to tell people. `page` is the follow page, which is always there; the others go out. */
export const ADAPTERS = ['sms', 'wechat', 'wecom', 'dingtalk'] as const
export type Adapter = (typeof ADAPTERS)[number]

const Ticket = Type.Object({ ticketId: Id })

/** What would be said to whom if the command were given now; nothing is written. Links are shown without their code. */
export const previewNotice = operation({
  id: 'messaging.preview',
  method: 'POST',
  path: '/tickets/:ticketId/notice-preview',
  summary: { zh: '发送前预览告知内容', en: 'Preview what people will be told' },
  access: 'ticket.read',
  params: Ticket,
  body: Type.Object({
    kind: Words(STAFF_COMMANDS),
    publicReply: Type.Optional(Type.String({ maxLength: 4000 })),
    unitId: Type.Optional(Id),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  }),
  reply: Type.Object({
    notices: Type.Array(
      Type.Object({
        adapter: Words(['page', ...ADAPTERS] as const),
        text: Type.String(),
        to: Words(['reporter', 'unit'] as const),
      }),
    ),
    /** The command is the offices' own business: it is shown to no reporter and no group. */
    toldNobody: Type.Boolean(),
  }),
  errors: ['ticket.not_found'],
})

export const DELIVERY_STATES = ['waiting', 'sent', 'failed', 'dropped'] as const

/** What was said about a ticket to whom; no telephone number, no code of the reporter. */
export const DeliveryView = Type.Object({
  id: Id,
  kind: Words(NOTICE_KINDS),
  adapter: Words(ADAPTERS),
  to: Words(['reporter', 'unit'] as const),
  unitName: Nullable(Type.String()),
  text: Type.String(),
  state: Words(DELIVERY_STATES),
  createdAt: InstantText,
  /** When it will be tried next; null once it ended. */
  nextAt: Nullable(InstantText),
  sentAt: Nullable(InstantText),
  attempts: Type.Integer(),
  failure: Type.String({ description: "the provider's word, empty unless it failed" }),
})
export type DeliveryView = Static<typeof DeliveryView>

export const listDeliveries = operation({
  id: 'messaging.deliveries',
  method: 'GET',
  path: '/tickets/:ticketId/deliveries',
  summary: { zh: '已告知诉求人和单位的内容', en: 'What people were told about a ticket' },
  access: 'ticket.read',
  params: Ticket,
  reply: Type.Object({
    items: Type.Array(DeliveryView),
    /** Ways by which the reporter wishes to be told now. */
    reporterWishes: Type.Array(Words(['sms', 'wechat'] as const)),
  }),
  errors: ['ticket.not_found'],
})

export const TemplateView = Type.Object({
  kind: Words(NOTICE_KINDS),
  audience: Words(['reporter', 'unit'] as const),
  text: BilingualText,
  defaultText: BilingualText,
  /** False: nobody is told on this occasion; the follow page shows it all the same. */
  active: Type.Boolean(),
  /** SMS one message costs with usual words in the holes. */
  smsParts: Type.Object({ zh: Type.Integer(), en: Type.Integer() }),
  example: BilingualText,
  changedAt: Nullable(InstantText),
})
export type TemplateView = Static<typeof TemplateView>

const Kind = Type.Object({ kind: Words(NOTICE_KINDS) })

export const listTemplates = operation({
  id: 'messaging.templates',
  method: 'GET',
  path: '/message-templates',
  summary: { zh: '告知文字模板', en: 'Texts of messages' },
  access: 'catalogue.write',
  reply: Type.Object({ items: Type.Array(TemplateView), holes: Type.Array(Words(NOTICE_HOLES)) }),
})

export const putTemplate = operation({
  id: 'messaging.putTemplate',
  method: 'PUT',
  path: '/message-templates/:kind',
  summary: { zh: '修改告知文字', en: 'Change the text of a message' },
  access: 'catalogue.write',
  params: Kind,
  body: Type.Object({
    zh: Type.String({ maxLength: 1000 }),
    en: Type.String({ maxLength: 1000 }),
    active: Type.Boolean(),
  }),
  reply: TemplateView,
  errors: ['message.hole_unknown', 'message.text_invalid'],
})

export const resetTemplate = operation({
  id: 'messaging.resetTemplate',
  method: 'DELETE',
  path: '/message-templates/:kind',
  summary: { zh: '恢复默认告知文字', en: 'Back to the default text' },
  access: 'catalogue.write',
  params: Kind,
  reply: TemplateView,
})

/** The group of a unit that hears of new, urgent and overdue matters. The robot's address is not given out again. */
export const UnitChannelView = Type.Object({
  unitId: Id,
  unitName: Type.String(),
  adapter: Words(['wecom', 'dingtalk'] as const),
  addressEnd: Type.String({ description: 'last characters of the address' }),
  hasSecret: Type.Boolean(),
  active: Type.Boolean(),
  changedAt: InstantText,
})
export type UnitChannelView = Static<typeof UnitChannelView>

const Channel = Type.Object({ unitId: Id, adapter: Words(['wecom', 'dingtalk'] as const) })

export const listUnitChannels = operation({
  id: 'messaging.unitChannels',
  method: 'GET',
  path: '/unit-channels',
  summary: { zh: '单位群机器人', en: 'Robots in the groups of units' },
  access: 'organisation.write',
  reply: Type.Object({ items: Type.Array(UnitChannelView) }),
})

export const putUnitChannel = operation({
  id: 'messaging.putUnitChannel',
  method: 'PUT',
  path: '/unit-channels/:unitId/:adapter',
  summary: { zh: '设置单位群机器人', en: 'Set the robot of a unit’s group' },
  access: 'organisation.write',
  params: Channel,
  body: Type.Object({
    /** Left out: stays as it is. */
    address: Type.Optional(Type.String({ maxLength: 500, format: 'uri' })),
    secret: Type.Optional(Type.String({ maxLength: 200 })),
    active: Type.Boolean(),
  }),
  reply: Done,
  errors: ['unit.not_found', 'message.address_refused'],
})

const Follow = Type.Object({ number: Type.String({ maxLength: 40 }) })
const FollowToken = Type.Object({ token: Type.String({ minLength: 6, maxLength: 40 }) })

/** How the reporter is told, and what else there is. */
export const FollowNotices = Type.Object({
  sms: Type.Object({
    /** A telephone was left and the district sends SMS. */
    possible: Type.Boolean(),
    on: Type.Boolean(),
    maskedTelephone: Type.String(),
  }),
  wechat: Type.Object({
    /** Opens WeChat's own question; null where the district has no WeChat account. */
    subscribeUrl: Nullable(Type.String()),
    /** One message is allowed and still to come. */
    on: Type.Boolean(),
  }),
})
export type FollowNotices = Static<typeof FollowNotices>

export const readFollowNotices = operation({
  id: 'follow.notices',
  method: 'GET',
  path: '/follow/:number/notices',
  summary: { zh: '查看告知方式', en: 'How one is told of one’s report' },
  access: 'public',
  params: Follow,
  query: FollowToken,
  reply: FollowNotices,
  errors: ['ticket.follow_unknown'],
})

export const putFollowNotices = operation({
  id: 'follow.putNotices',
  method: 'PUT',
  path: '/follow/:number/notices',
  summary: { zh: '选择告知方式', en: 'Choose how one is told of one’s report' },
  access: 'public',
  params: Follow,
  query: FollowToken,
  body: Type.Object({
    sms: Type.Optional(Type.Boolean()),
    /** The openid WeChat handed to the page with the consent, or null for no message. */
    wechatOpenid: Type.Optional(Nullable(Type.String({ pattern: '^[0-9A-Za-z_-]{10,64}$' }))),
  }),
  reply: FollowNotices,
  errors: ['ticket.follow_unknown'],
})
