import swagger from '@fastify/swagger'
import { Problem, type OperationShape } from '@lianxin/contract'
import type { FastifyInstance, FastifySchema } from 'fastify'

import { GENERAL_CODES } from './problem.ts'

/** The schema of a route, which also documents it. */
export function documentOf(operation: OperationShape): FastifySchema {
  const codes = [...GENERAL_CODES, ...(operation.errors ?? [])]
  return {
    operationId: operation.id,
    summary: `${operation.summary.zh} · ${operation.summary.en}`,
    description: `Access: ${operation.access}. Problem codes: ${codes.join(', ')}.`,
    tags: [operation.id.split('.')[0] ?? 'api'],
    security: operation.access === 'public' ? [] : [{ session: [] }],
    ...(operation.params ? { params: operation.params } : {}),
    ...(operation.query ? { querystring: operation.query } : {}),
    ...(operation.body ? { body: operation.body } : {}),
    ...(operation.download === undefined ? {} : { produces: [operation.download] }),
    response: {
      ...(operation.download === undefined ? { [operation.status ?? 200]: operation.reply } : {}),
      '4xx': { description: 'Problem details', content: { 'application/problem+json': { schema: Problem } } },
    },
  }
}

/** Collects the routes registered afterwards and serves their document at /api/openapi.json. */
export async function serveDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lianxin 连心网格',
        description: 'Times are ISO 8601, positions WGS 84 with the longitude first.',
        version: '1',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'lx_session' } } },
    },
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) =>
    reply.type('application/json').send(app.swagger()),
  )
}
