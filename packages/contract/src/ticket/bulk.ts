import Type, { type Static, type TObject, type TSchema } from 'typebox'

import { operation } from '../operation.ts'
import { Done, Id, InstantText, Nullable } from '../shapes.ts'
import { COMMAND_FIELDS, STAFF_COMMANDS, TicketReceipt, type WireCommandKind } from './commands.ts'

/** Commands that speak for one reporter or name one step: never given to many at once. */
const SINGLE = ['supplement', 'rate', 'reopen', 'undo'] as const satisfies readonly WireCommandKind[]
export type BulkKind = Exclude<WireCommandKind, (typeof SINGLE)[number]>
/** Commands that may be given to many tickets at once. */
export const BULK_KINDS = STAFF_COMMANDS.filter(
  (kind): kind is BulkKind => !(SINGLE as readonly string[]).includes(kind),
)

/** A photo or a recording belongs to one matter: what is done to many goes without. */
type WithoutFiles<F> = Omit<F, 'uploadIds' | 'voices'>
type FieldsOf<K extends BulkKind> = WithoutFiles<Static<TObject<(typeof COMMAND_FIELDS)[K]>>>
/** A command without ids, as it is given to many tickets or kept in a macro. */
export type BulkCommand = { [K in BulkKind]: { kind: K } & FieldsOf<K> }[BulkKind]

const FILES: readonly string[] = ['uploadIds', 'voices']
const shapeOf = (kind: BulkKind) => {
  const all: Record<string, TSchema> = COMMAND_FIELDS[kind]
  const fields = Object.fromEntries(Object.entries(all).filter(([name]) => !FILES.includes(name)))
  return Type.Object({ kind: Type.Literal(kind), ...fields }, { additionalProperties: false })
}

const CommandShape = Type.Unsafe<BulkCommand>({
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: BULK_KINDS.map(shapeOf),
})

/** Tickets of one request. A larger batch is sent in portions under the same id. */
export const BULK_MOST = 200
/** Commands of one macro: what one person does to one ticket in a row. */
export const MACRO_MOST = 6

const BulkResult = Type.Object({
  ticketId: Id,
  outcome: Type.Unsafe<'done' | 'refused'>({ type: 'string', enum: ['done', 'refused'] }),
  receipt: Nullable(TicketReceipt),
  /** Of the ticket, also where it was refused; null where it cannot be seen. */
  number: Nullable(Type.String()),
  code: Nullable(Type.String({ description: 'error code of a refusal' })),
  title: Nullable(Type.String()),
  detail: Nullable(Type.String({ description: 'what to do next' })),
})
export type BulkResult = Static<typeof BulkResult>

const BulkReport = Type.Object({
  batchId: Id,
  /** Up to when the batch can be undone. */
  undoUntil: InstantText,
  results: Type.Array(BulkResult),
})
export type BulkReport = Static<typeof BulkReport>

/** One command or one macro for many tickets: each decided and written by itself. Sent again, the answer is the same. */
export const bulkCommand = operation({
  id: 'ticket.bulk',
  method: 'POST',
  path: '/ticket-bulk',
  summary: { zh: '批量办理', en: 'Act on many tickets' },
  access: 'ticket.read',
  body: Type.Object(
    {
      batchId: Id,
      items: Type.Array(
        Type.Object(
          { ticketId: Id, expectedRevision: Type.Optional(Type.Integer({ minimum: 1 })) },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: BULK_MOST },
      ),
      command: Type.Optional(CommandShape),
      macroId: Type.Optional(Id),
    },
    { additionalProperties: false, description: 'either command or macroId' },
  ),
  reply: BulkReport,
  errors: ['bulk.id_reused', 'macro.not_found'],
})

/** Takes a whole batch of one's own back, ticket by ticket, each as `undo` does. */
export const undoBulk = operation({
  id: 'ticket.undoBulk',
  method: 'POST',
  path: '/ticket-bulk/:batchId/undo',
  summary: { zh: '撤销批量办理', en: 'Undo a bulk change' },
  access: 'ticket.read',
  params: Type.Object({ batchId: Id }),
  reply: BulkReport,
  errors: ['bulk.not_found'],
})

const MacroContent = {
  name: Type.String({ minLength: 1, maxLength: 40 }),
  nameEn: Type.String({ maxLength: 80 }),
  commands: Type.Array(CommandShape, { minItems: 1, maxItems: MACRO_MOST }),
}

export const MacroView = Type.Object({
  id: Id,
  ...MacroContent,
  /** Null: for the whole district. */
  unitId: Nullable(Id),
  /** Whether this session may change or remove it. */
  mayChange: Type.Boolean(),
})
export type MacroView = Static<typeof MacroView>

/** The macros of the district and of one's own unit, in the order of their keys. */
export const listMacros = operation({
  id: 'ticket.listMacros',
  method: 'GET',
  path: '/ticket-macros',
  summary: { zh: '快捷处理', en: 'Macros' },
  access: 'ticket.read',
  reply: Type.Object({
    items: Type.Array(MacroView),
    mayShare: Type.Boolean({ description: 'for the whole district' }),
  }),
})

/** Keeps a macro of one's unit, or of the district where one works at its desk. */
export const putMacro = operation({
  id: 'ticket.putMacro',
  method: 'PUT',
  path: '/ticket-macros/:macroId',
  summary: { zh: '保存快捷处理', en: 'Keep a macro' },
  access: 'ticket.read',
  params: Type.Object({ macroId: Id }),
  body: Type.Object({ ...MacroContent, shared: Type.Boolean() }, { additionalProperties: false }),
  reply: MacroView,
  errors: ['right.missing', 'catalogue.class_unknown', 'unit.not_found'],
})

export const removeMacro = operation({
  id: 'ticket.removeMacro',
  method: 'DELETE',
  path: '/ticket-macros/:macroId',
  summary: { zh: '删除快捷处理', en: 'Remove a macro' },
  access: 'ticket.read',
  params: Type.Object({ macroId: Id }),
  reply: Done,
  errors: ['macro.not_found', 'right.missing'],
})
