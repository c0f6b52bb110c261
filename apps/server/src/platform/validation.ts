import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler } from 'fastify'

/**
 * Compiles the schemas of the contract. Query, path and headers are text and are coerced to the types the schema
 * names; a body is taken as it is. Nothing is removed or filled in silently; every fault is found, not only the first.
 */
export function validatorCompiler(): FastifySchemaCompiler<object> {
  const options = { allErrors: true, strict: false, removeAdditional: false, useDefaults: false } as const
  const exact = addFormats.default(new Ajv({ ...options, discriminator: true }))
  const coercing = addFormats.default(new Ajv({ ...options, coerceTypes: 'array', useDefaults: true }))
  return ({ schema, httpPart }): ValidateFunction => (httpPart === 'body' ? exact : coercing).compile(schema)
}
