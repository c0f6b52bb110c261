import { OPERATIONS } from '@lianxin/contract'
import writerOf from 'fast-json-stringify'
import { expect, it } from 'vitest'

import { validatorCompiler } from './validation.ts'

// A running server compiles a schema with the first request that needs it; a fault in one must be seen before.
it('every schema of the contract can be compiled', () => {
  const compile = validatorCompiler()
  for (const { id, method, path, params, query, body, reply, download } of OPERATIONS) {
    for (const [httpPart, schema] of Object.entries({ params, querystring: query, body })) {
      if (schema === undefined) continue
      const validate = compile({ schema, method, url: path, httpPart })
      expect(() => validate(null), `${id} ${httpPart}`).not.toThrow()
    }
    if (download === undefined) expect(() => writerOf(reply), `${id} reply`).not.toThrow()
  }
})

it('what one request left wrong is not said of the next', () => {
  const schema = { type: 'object', properties: { text: { type: 'string' } } }
  const validate = validatorCompiler()({ schema, method: 'POST', url: '/', httpPart: 'body' })
  expect(validate({ text: 1 })).toMatchObject({ error: [{ instancePath: '/text' }] })
  expect(validate({ text: '1' })).toBe(true)
})
