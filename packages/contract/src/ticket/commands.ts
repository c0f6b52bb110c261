import Type, { type Static, type TObject } from 'typebox'

import { Id, InstantText, Nullable, PositionShape, TimeLimitShape, VoiceUploads, Words } from '../shapes.ts'

/** Texts: internal reasons up to 2,000 characters, what the reporter reads up to 4,000. */
const Reason = Type.String({ minLength: 1, maxLength: 2000 })
const PublicReply = Type.String({ minLength: 1, maxLength: 4000 })
const Text = Type.String({ minLength: 1, maxLength: 4000 })
const EvidenceUploadIds = Type.Optional(
  Type.Array(Type.String({ maxLength: 100 }), { maxItems: 9, description: 'finished uploads' }),
)
const Voices = Type.Optional(VoiceUploads)
const UrgencyWord = Words(['normal', 'urgent'] as const)

/** Fields of each command beside `kind`, `commandId` and `expectedRevision`; the words are those of the domain core. */
export const COMMAND_FIELDS = {
  accept: {},
  decline: { publicReply: PublicReply, reason: Reason },
  classify: { classCode: Type.String({ maxLength: 20 }), urgency: Type.Optional(UrgencyWord) },
  locate: {
    position: Type.Optional(PositionShape),
    gridId: Type.Optional(Id),
    address: Type.Optional(Type.String({ maxLength: 300 })),
  },
  file: {},
  /** Left out, `unitId` means the base grid of the place (小事一格解决). */
  dispatch: {
    unitId: Type.Optional(Id),
    classCode: Type.Optional(Type.String({ maxLength: 20 })),
    limit: Type.Optional(TimeLimitShape),
  },
  acknowledge: {},
  returnToDispatcher: { reason: Reason },
  reassign: { unitId: Id, reason: Reason },
  addUnit: { unitId: Id },
  coUnitResult: { text: Text, voices: Voices },
  start: {},
  selfResolve: { publicReply: PublicReply, uploadIds: EvidenceUploadIds, voices: Voices },
  escalate: { reason: Reason, unitId: Type.Optional(Id) },
  requestSuspend: { reason: Reason, until: InstantText },
  requestExtension: { reason: Reason, extra: TimeLimitShape },
  requestAbnormalClose: { reason: Reason, publicReply: PublicReply },
  approve: {},
  reject: { reason: Reason },
  resume: {},
  resolve: { publicReply: PublicReply, uploadIds: EvidenceUploadIds, voices: Voices },
  verify: {},
  rework: { reason: Reason },
  close: {},
  void: { reason: Reason, publicReply: PublicReply },
  merge: { intoId: Id, publicReply: PublicReply },
  unmerge: { reason: Reason },
  note: { text: Text, voices: Voices },
  supplement: { text: Text },
  remind: { text: Text },
  rate: { score: Type.Integer({ minimum: 1, maximum: 5 }), comment: Type.String({ maxLength: 1000 }) },
  reopen: { reason: Reason },
  /** Takes back one's own last command while nothing else has happened since. */
  undo: { ofCommandId: Id },
} as const
export type WireCommandKind = keyof typeof COMMAND_FIELDS

/** Commands a reporter may give by the follow token. */
export const REPORTER_COMMANDS = [
  'supplement',
  'remind',
  'rate',
  'reopen',
] as const satisfies readonly WireCommandKind[]
/** Commands of staff. Rating and reopening belong to the reporter; the hotline does it for one who telephones. */
export const STAFF_COMMANDS = Object.keys(COMMAND_FIELDS) as readonly WireCommandKind[]

const head = { commandId: Id, expectedRevision: Type.Optional(Type.Integer({ minimum: 1 })) }

const shapeOf = <K extends WireCommandKind>(kind: K) =>
  Type.Object({ kind: Type.Literal(kind), ...head, ...COMMAND_FIELDS[kind] }, { additionalProperties: false })

type FieldsOf<K extends WireCommandKind> = Static<TObject<(typeof COMMAND_FIELDS)[K]>>
/** A command as it crosses the wire. */
export type WireCommand = {
  [K in WireCommandKind]: { kind: K; commandId: string; expectedRevision?: number } & FieldsOf<K>
}[WireCommandKind]
export type WireCommandOf<K extends WireCommandKind> = Extract<WireCommand, { kind: K }>

/** A union that Ajv checks by its discriminator, so that a fault names the field of the one command meant. */
const unionOf = <T>(kinds: readonly WireCommandKind[]) =>
  Type.Unsafe<T>({
    type: 'object',
    required: ['kind'],
    discriminator: { propertyName: 'kind' },
    oneOf: kinds.map(shapeOf),
  })

export const StaffCommand = unionOf<WireCommand>(STAFF_COMMANDS)
export type ReporterCommand = Extract<WireCommand, { kind: (typeof REPORTER_COMMANDS)[number] }>
export const ReporterCommand = unionOf<ReporterCommand>(REPORTER_COMMANDS)

/** What every command answers with; the same again when it is sent again. */
export const TicketReceipt = Type.Object({
  id: Id,
  number: Type.String(),
  revision: Type.Integer(),
  state: Type.String(),
  holder: Type.Object({ unitId: Id, name: Type.String(), telephone: Type.String() }),
  dueAt: Nullable(InstantText),
  calendarMissingYear: Nullable(Type.Integer()),
})
export type TicketReceipt = Static<typeof TicketReceipt>
