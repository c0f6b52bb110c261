import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import writerOf from 'fast-json-stringify'
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify'

/**
 * Compiles the schemas of the contract. Query, path and headers are text and are coerced to the types the schema
 * names; a body is taken as it is. Nothing is removed or filled in silently; every fault is found, not only the first.
 * A schema is compiled by the first request that needs it: all of them together are a third of a start.
 */
export function validatorCompiler(): FastifySchemaCompiler<object> {
  const options = { allErrors: true, strict: false, removeAdditional: false, useDefaults: false } as const
  const exact = addFormats.default(new Ajv({ ...options, discriminator: true }))
  const coercing = addFormats.default(new Ajv({ ...options, coerceTypes: 'array', useDefaults: true }))
  return ({ schema, httpPart }) => {
    const ajv = httpPart === 'body' ? exact : coercing
    // Ajv knows a schema that it has compiled.
    return (value) => {
      const validate = ajv.compile(schema)
      if (validate(value)) return true
      return { error: validate.errors ?? [] }
    }
  }
}

/** Compiles how replies are written, each by the first reply of its kind; see `validatorCompiler`. */
export function serializerCompiler(): FastifySerializerCompiler<object> {
  return ({ schema }) => {
    let write: ((value: unknown) => string) | undefined
    return (value) => (write ??= writerOf(schema))(value)
  }
}
