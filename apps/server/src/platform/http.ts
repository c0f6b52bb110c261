import { randomUUID } from 'node:crypto'

import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import Fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify'
import { pino, type Logger } from 'pino'

import type { Config } from './config.ts'
import { preferredLanguage } from './language.ts'
import { answerWithProblems, problemOf, PROBLEM_TYPE, sendProblem } from './problem.ts'
import { Refusal } from './refusal.ts'
import { serializerCompiler, validatorCompiler } from './validation.ts'

/** Hidden in every log line: cookies and tokens open doors, queries may hold follow tokens. */
const REDACTED = ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]']

/** The process's log: JSON lines on standard output. Requests are logged without their query. */
export function createLogger(config: Config): Logger {
  return pino({
    level: config.logLevel,
    redact: { paths: REDACTED, censor: '[hidden]' },
    serializers: {
      req: (request: { method: string; url: string; id?: string }) => ({
        method: request.method,
        path: request.url.split('?')[0],
      }),
    },
  })
}

const TRUST = { off: false, loopback: 'loopback', on: true } as const

/** The web server before any route: ids, problems, cookies, limits, security headers. */
export async function createHttp(config: Config, logger: Logger): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: TRUST[config.trustProxy],
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply as FastifyReply),
    clientErrorHandler(error, socket) {
      if (error.code === 'ECONNRESET' || !socket.writable) return
      const problem = JSON.stringify(problemOf(new Refusal('request.invalid'), 'zh', randomUUID()))
      socket.end(
        `HTTP/1.1 400 Bad Request\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(problem)}\r\nConnection: close\r\n\r\n${problem}`,
      )
    },
  }) as unknown as FastifyInstance
  app.setValidatorCompiler(validatorCompiler())
  app.setSerializerCompiler(serializerCompiler())
  answerWithProblems(app)
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    })
    if (request.url.startsWith('/api/'))
      void reply.headers({
        'cache-control': 'no-store',
        'content-language': preferredLanguage(request.headers['accept-language']),
      })
    done()
  })
  await app.register(cookie)
  // After the cookie plugin's own hook: what a refused request meant to set is dropped.
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode >= 400) void reply.removeHeader('set-cookie')
  })
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      new Refusal('request.rate_limited', { seconds: Math.ceil(context.ttl / 1000) }),
  })
  return app
}
