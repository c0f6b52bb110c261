import type { FastifyRequest } from 'fastify'

import type { Config } from './config.ts'
import { Refusal } from './refusal.ts'
import type { Session } from './session.ts'

/**
 * The district an operation open to everybody speaks of: `?district=` where it is given, else that of whoever is signed
 * in, else the one district this installation serves to the public.
 * @throws Refusal request.invalid for something that is no district number
 */
export function publicDistrict(
  request: Pick<FastifyRequest, 'query'>,
  session: Pick<Session, 'districtId'> | null,
  config: Pick<Config, 'districtId'>,
): number {
  const { district } = request.query as { readonly district?: unknown }
  if (district === undefined) return session?.districtId ?? config.districtId
  if (typeof district === 'string' && /^[1-9]\d{5}$/.test(district)) return Number(district)
  throw new Refusal('request.invalid', {}, undefined, [
    {
      pointer: '/district',
      code: 'pattern',
      zh: '区划代码应为 6 位数字。',
      en: 'The district is a number of six digits.',
    },
  ])
}
