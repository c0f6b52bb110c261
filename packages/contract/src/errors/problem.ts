import Type, { type Static } from 'typebox'

/** One fault of one field: where (JSON pointer), what, and what to do. */
export const FieldFault = Type.Object({
  pointer: Type.String({ description: 'JSON pointer into the body, query or params, e.g. /position/lon' }),
  code: Type.String(),
  detail: Type.String({ description: 'Localised text for the person' }),
})

/** Problem details after RFC 9457, in the language of the request. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.String({ description: 'What to do next' }),
  instance: Type.Optional(Type.String({ description: 'Request id' })),
  params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  errors: Type.Optional(Type.Array(FieldFault)),
})
export type Problem = Static<typeof Problem>
