import { ROLES, type AccountView, type PostBrief, type Role, type SessionView } from '@lianxin/contract'
import type { Instant } from '@lianxin/domain'

import type { Account } from './store/account.ts'
import type { PostRow, SessionFacts } from './store/session.ts'

/** An instant as it crosses the wire. */
export const instantText = (at: Instant): string => new Date(at).toISOString()

export const isRole = (word: string): word is Role => Object.hasOwn(ROLES, word)

export function viewPost(row: PostRow): PostBrief {
  return {
    id: row.id,
    role: row.role,
    unit: {
      id: row.unit_id,
      name: row.unit_name,
      nameEn: row.unit_name_en,
      kind: row.unit_kind,
      level: row.unit_level,
      telephone: row.unit_telephone,
    },
    grid:
      row.grid_id === null
        ? null
        : {
            id: row.grid_id,
            code: row.grid_code ?? '',
            name: row.grid_name ?? '',
            level: row.grid_level ?? row.unit_level,
            path: row.grid_path ?? '',
          },
  }
}

/** @param posts  the posts held today; an acting post that has ended shows as none */
export function viewSession(districtId: number, facts: SessionFacts, posts: readonly PostRow[]): SessionView {
  const held = posts.map(viewPost)
  const post = held.find(({ id }) => id === facts.post_id) ?? null
  return {
    person: { id: facts.person_id, name: facts.person_name },
    post,
    posts: held,
    permissions: post ? [...ROLES[post.role]] : [],
    district: { id: districtId, name: facts.district_name, levelNames: facts.level_names, demo: facts.demo },
    secondFactor: facts.second_factor ? 'passed' : facts.enrolled ? 'enrolled' : 'none',
    expiresAt: instantText(facts.expires_at),
  }
}

export function viewAccount(account: Account, now: Instant): AccountView {
  const { id, personId, personName, loginName } = account
  return {
    id,
    personId,
    personName,
    loginName,
    state: stateOf(account, now),
    secondFactor: account.totpSecret !== null,
  }
}

function stateOf(account: Account, now: Instant): AccountView['state'] {
  if (account.disabledAt !== null) return 'disabled'
  if (account.passwordHash === null) return 'invited'
  return account.lockedUntil !== null && account.lockedUntil > now ? 'locked' : 'active'
}
