import { type PersonView } from '@lianxin/contract'

import type { Tx } from '../../platform/db/database.ts'
import { listPersonRows, listPosts } from './store/person.ts'
import { findSpelled, isSpelling } from './spelling.ts'
import { isRole } from './view.ts'

const SOURCES: readonly PersonView['source'][] = ['staff', 'publicOfficial', 'seconded', 'department', 'volunteer']

function withoutQ({ q: _spelled, ...rest }: Parameters<typeof listPersonRows>[2]) {
  return rest
}

/** Members of staff with their posts, past and future ones included. */
export async function listPersons(
  tx: Tx,
  districtId: number,
  wanted: Parameters<typeof listPersonRows>[2],
): Promise<PersonView[]> {
  const { q } = wanted
  const ids = q !== undefined && isSpelling(q) ? await findSpelled(tx, districtId, q, wanted.limit) : undefined
  const persons = await listPersonRows(tx, districtId, ids === undefined ? wanted : { ...withoutQ(wanted), ids })
  const posts = await listPosts(
    tx,
    districtId,
    persons.map(({ id }) => id),
  )
  return persons.map((person) => ({
    ...person,
    source: SOURCES.find((source) => source === person.source) ?? 'staff',
    posts: posts.flatMap(({ personId, role, ...post }) =>
      personId === person.id && isRole(role) ? [{ ...post, role }] : [],
    ),
  }))
}
