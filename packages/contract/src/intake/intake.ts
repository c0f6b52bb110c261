import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { Id, InstantText, Nullable, PositionShape, VoiceUploads, Words } from '../shapes.ts'
import { ReporterCommand, TicketReceipt } from '../ticket/commands.ts'
import { ChannelWord, StateWord, UrgencyWord } from '../ticket/rows.ts'
import { PhotoView } from '../ticket/tickets.ts'

/** Photos are uploaded before (tus, `/api/v1/uploads`); a report names the finished uploads. */
export const UploadIds = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 9 })

const reportFields = {
  /** Made by the client (UUIDv7); the same report sent again has one effect and gets the same answer. */
  id: Id,
  title: Type.Optional(Type.String({ maxLength: 100 })),
  description: Type.String({ minLength: 1, maxLength: 20_000, pattern: '\\S' }),
  address: Type.Optional(Type.String({ maxLength: 300 })),
  position: Type.Optional(PositionShape),
  placeCode: Type.Optional(Type.String({ maxLength: 40 })),
  classCode: Type.Optional(Type.String({ maxLength: 20 })),
  uploadIds: Type.Optional(UploadIds),
}

export const reporterFields = {
  name: Type.Optional(Type.String({ maxLength: 60 })),
  telephone: Type.Optional(Type.String({ maxLength: 30, pattern: '^[0-9+() -]*$' })),
  /** The reporter wishes that handlers do not see who it was. */
  confidential: Type.Optional(Type.Boolean()),
  /** The reporter wishes to be told of each change by SMS to the telephone given. */
  notifyBySms: Type.Optional(Type.Boolean()),
}

/** What a reporter keeps: number and follow code, and who has it until when. */
export const ReportReceipt = Type.Intersect([
  TicketReceipt,
  Type.Object({
    followToken: Type.String(),
    promisedAt: Nullable(InstantText),
    /** At the latest: before there is a promise, the time of the desk and then the limit of the class. */
    answerBy: Nullable(InstantText),
    gridName: Nullable(Type.String()),
    gridId: Nullable(Id),
  }),
])
export type ReportReceipt = Static<typeof ReportReceipt>

/** The public door: resident pages, QR codes and the JSON API. No account, never refused for an unknown place. */
export const reportPublic = operation({
  id: 'intake.report',
  method: 'POST',
  path: '/reports',
  summary: { zh: '居民上报', en: 'Report a matter' },
  access: 'public',
  body: Type.Object({
    ...reportFields,
    channel: Words(['residentQr', 'residentPage', 'api'] as const),
    reporter: Type.Optional(Type.Object(reporterFields)),
    /** When the matter was first written down elsewhere (other systems); never later than now. */
    originallyAt: Type.Optional(InstantText),
    externalNumber: Type.Optional(Type.String({ maxLength: 60 })),
  }),
  reply: ReportReceipt,
  status: 201,
  errors: ['ticket.id_reused', 'ticket.photo_unknown', 'catalogue.class_unknown'],
})

/** The doors of staff: grid worker, hotline 12345, patrol car, department, courtyard leader. */
export const reportStaff = operation({
  id: 'intake.submit',
  method: 'POST',
  path: '/intake',
  summary: { zh: '工作人员登记', en: 'Register a matter as staff' },
  access: 'ticket.report',
  body: Type.Object({
    ...reportFields,
    channel: Words(['gridWorker', 'hotline12345', 'patrolCar', 'department', 'courtyardLeader', 'camera'] as const),
    urgency: Type.Optional(UrgencyWord),
    gridId: Type.Optional(Id),
    voices: Type.Optional(VoiceUploads),
    reporter: Type.Optional(
      Type.Object({ ...reporterFields, onBehalf: Type.Optional(Type.String({ maxLength: 60 })) }),
    ),
    /** 当场处理: settled on the spot by the reporting grid worker, with the answer the reporter gets. */
    selfResolved: Type.Optional(Type.Object({ publicReply: Type.String({ minLength: 1, maxLength: 4000 }) })),
  }),
  reply: ReportReceipt,
  status: 201,
  errors: [
    'ticket.id_reused',
    'ticket.photo_unknown',
    'ticket.voice_unknown',
    'catalogue.class_unknown',
    'grid.not_found',
  ],
})

const Follow = Type.Object({ number: Type.String({ maxLength: 40 }) })
const FollowToken = Type.Object({ token: Type.String({ minLength: 6, maxLength: 40 }) })

/** What the reporter sees: no names of staff, no internal text. */
export const FollowView = Type.Object({
  id: Id,
  number: Type.String(),
  state: StateWord,
  channel: ChannelWord,
  title: Type.String(),
  description: Type.String(),
  address: Type.String(),
  holder: Type.Object({ name: Type.String(), telephone: Type.String() }),
  reportedAt: InstantText,
  promisedAt: Nullable(InstantText),
  publicReply: Nullable(Type.String()),
  rating: Nullable(Type.Object({ score: Type.Integer(), comment: Type.String() })),
  grid: Nullable(Type.Object({ id: Id, name: Type.String() })),
  photos: Type.Array(PhotoView),
  timeline: Type.Array(
    Type.Object({
      kind: Type.String(),
      at: InstantText,
      unitName: Nullable(Type.String()),
      text: Nullable(Type.String()),
    }),
  ),
  available: Type.Array(Words(['supplement', 'remind', 'rate', 'reopen'] as const)),
})
export type FollowView = Static<typeof FollowView>

export const readFollow = operation({
  id: 'follow.read',
  method: 'GET',
  path: '/follow/:number',
  summary: { zh: '凭编号与查询码查看进度', en: 'Follow a report by number and code' },
  access: 'public',
  params: Follow,
  query: FollowToken,
  reply: FollowView,
  errors: ['ticket.follow_unknown'],
})

export const commandFollow = operation({
  id: 'follow.command',
  method: 'POST',
  path: '/follow/:number/commands',
  summary: { zh: '补充、催办、评价、要求重办', en: 'Add to, remind, rate or reopen one’s report' },
  access: 'public',
  params: Follow,
  query: FollowToken,
  body: ReporterCommand,
  reply: FollowView,
  errors: ['ticket.follow_unknown', 'ticket.step_not_allowed', 'ticket.id_reused', 'ticket.rated_by_first'],
})

export const readFollowPhoto = operation({
  id: 'follow.photo',
  method: 'GET',
  path: '/follow/:number/photos/:photoId',
  summary: { zh: '自己上报的照片', en: 'A photo of one’s report' },
  access: 'public',
  params: Type.Object({ number: Type.String({ maxLength: 40 }), photoId: Id }),
  query: Type.Object({
    token: Type.String({ minLength: 6, maxLength: 40 }),
    size: Type.Optional(Words(['thumb', 'full'] as const)),
  }),
  reply: Type.String(),
  download: 'image/webp',
  errors: ['ticket.follow_unknown'],
})

/** The text shown before a report is sent: what is stored, why, how long (PIPL art. 17). */
export const readNotice = operation({
  id: 'intake.notice',
  method: 'GET',
  path: '/notice',
  summary: { zh: '个人信息告知', en: 'Notice on personal data' },
  access: 'public',
  reply: Type.Object({
    version: Type.Integer(),
    zh: Type.String(),
    en: Type.String(),
    districtName: Type.String(),
    hotline: Type.String(),
  }),
})
