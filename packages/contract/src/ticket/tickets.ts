import Type, { type Static } from 'typebox'

import { operation } from '../operation.ts'
import { GridBrief, Id, InstantText, Nullable, PositionShape, TimeLimitShape, UnitBrief, Words } from '../shapes.ts'
import { STAFF_COMMANDS, StaffCommand, TicketReceipt } from './commands.ts'
import { StateWord, TicketRow, UrgencyWord } from './rows.ts'

/** Open tickets with a place, for the map. */
export const mapTickets = operation({
  id: 'ticket.map',
  method: 'GET',
  path: '/ticket-map',
  summary: { zh: '地图上的事件', en: 'Open tickets on the map' },
  access: 'ticket.read',
  query: Type.Object({
    under: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
  }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        number: Type.String(),
        title: Type.String(),
        state: StateWord,
        urgency: UrgencyWord,
        condition: Type.String(),
        position: PositionShape,
      }),
    ),
  }),
})

export const ActorView = Type.Object({
  kind: Words(['staff', 'resident', 'system'] as const),
  personName: Nullable(Type.String()),
  unitName: Nullable(Type.String()),
})

/** One line of the timeline. `facts` are the step's own data with names put in for ids. */
export const StepView = Type.Object({
  seq: Type.Integer(),
  kind: Type.String(),
  at: InstantText,
  actor: ActorView,
  state: StateWord,
  holderName: Type.String(),
  heldWorking_ms: Nullable(
    Type.Number({ description: 'working time until the next holder, null while it lasts or without calendar' }),
  ),
  facts: Type.Record(Type.String(), Type.Unknown()),
})
export type StepView = Static<typeof StepView>

export const PhotoView = Type.Object({
  id: Id,
  kind: Words(['report', 'evidence'] as const),
  width_px: Type.Integer(),
  height_px: Type.Integer(),
})

/** A voice note; `seq` is the step it came with. */
export const VoiceView = Type.Object({
  id: Id,
  seq: Type.Integer(),
  type: Type.String(),
  duration_ms: Type.Integer(),
  at: InstantText,
})
export type VoiceView = Static<typeof VoiceView>

export const TicketDetail = Type.Intersect([
  TicketRow,
  Type.Object({
    description: Type.String(),
    reporterLabel: Type.String({ description: 'masked' }),
    reporterCount: Type.Integer({ description: 'the first reporter and those added to it' }),
    holderPersonName: Nullable(Type.String()),
    desk: UnitBrief,
    coUnits: Type.Array(Type.Object({ unit: UnitBrief, result: Nullable(Type.String()) })),
    promisedAt: Nullable(InstantText),
    publicReply: Nullable(Type.String()),
    ratingComment: Type.String(),
    mergedInto: Nullable(Type.Object({ id: Id, number: Type.String() })),
    pendingDetail: Nullable(
      Type.Object({
        kind: Type.String(),
        reason: Type.String(),
        by: ActorView,
        at: InstantText,
        until: Nullable(InstantText),
        extra: Nullable(TimeLimitShape),
      }),
    ),
    grid: Nullable(GridBrief),
    gridNames: Type.Array(Type.String()),
    upperUnit: Nullable(UnitBrief),
    closingCondition: Type.String(),
    evidenceRequired: Type.Boolean(),
    standardReplies: Type.Array(Type.String()),
    suggestedUnit: Nullable(UnitBrief),
    photos: Type.Array(PhotoView),
    voices: Type.Array(VoiceView),
    steps: Type.Array(StepView),
    /** The last command, where this session may still take it back. */
    undo: Nullable(Type.Object({ commandId: Id, kinds: Type.Array(Type.String()), until: InstantText })),
    available: Type.Array(Words(STAFF_COMMANDS), { description: 'commands this session may give now' }),
  }),
])
export type TicketDetail = Static<typeof TicketDetail>

export const readTicket = operation({
  id: 'ticket.read',
  method: 'GET',
  path: '/tickets/:ticketId',
  summary: { zh: '事件详情', en: 'A ticket' },
  access: 'ticket.read',
  params: Type.Object({ ticketId: Id }),
  reply: TicketDetail,
  errors: ['ticket.not_found'],
})

/** Gives a command. The right needed depends on the command (see `may.ts` of the ticket module and the permissions page). */
export const commandTicket = operation({
  id: 'ticket.command',
  method: 'POST',
  path: '/tickets/:ticketId/commands',
  summary: { zh: '办理事件', en: 'Act on a ticket' },
  access: 'ticket.read',
  params: Type.Object({ ticketId: Id }),
  body: StaffCommand,
  reply: TicketReceipt,
  errors: [
    'ticket.not_found',
    'ticket.stale',
    'ticket.id_reused',
    'ticket.step_not_allowed',
    'catalogue.class_unknown',
    'unit.not_found',
    'grid.outside',
    'ticket.photo_unknown',
    'ticket.voice_unknown',
  ],
})

/** The reporter in clear. Needs a purpose in words; the read leaves a trace. */
export const readReporter = operation({
  id: 'ticket.readReporter',
  method: 'POST',
  path: '/tickets/:ticketId/reporter',
  summary: { zh: '查看诉求人联系方式（留痕）', en: 'Read the reporter in clear (traced)' },
  access: 'reporter.read',
  params: Type.Object({ ticketId: Id }),
  body: Type.Object({ purpose: Type.String({ minLength: 4, maxLength: 200 }) }),
  reply: Type.Object({
    name: Type.String(),
    telephone: Type.String(),
    onBehalf: Type.String(),
    /** Who was added to the ticket later, in the order they came. */
    others: Type.Array(Type.Object({ name: Type.String(), telephone: Type.String() })),
  }),
  errors: ['ticket.not_found', 'right.missing'],
})

export const readPhoto = operation({
  id: 'photo.read',
  method: 'GET',
  path: '/tickets/:ticketId/photos/:photoId',
  summary: { zh: '照片', en: 'A photo' },
  access: 'ticket.read',
  params: Type.Object({ ticketId: Id, photoId: Id }),
  query: Type.Object({ size: Type.Optional(Words(['thumb', 'full'] as const)) }),
  reply: Type.String(),
  download: 'image/webp',
  errors: ['ticket.not_found'],
})

/** The bytes of a voice note; the media type is the one of its row. */
export const readVoice = operation({
  id: 'voice.read',
  method: 'GET',
  path: '/tickets/:ticketId/voices/:voiceId',
  summary: { zh: '语音备注', en: 'A voice note' },
  access: 'ticket.read',
  params: Type.Object({ ticketId: Id, voiceId: Id }),
  reply: Type.String(),
  download: 'audio/webm',
  errors: ['ticket.not_found'],
})
