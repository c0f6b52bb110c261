import type { LocalDate } from '@lianxin/domain'

import type { Person, Post } from '../store/person.ts'
import { isCurrent } from '../store/sheet-rows.ts'

const keyOf = (...parts: readonly string[]): string => parts.join('\u0000')
/** Numbers are compared by their digits. */
const digits = (telephone: string): string => telephone.replace(/\D/g, '')

/** Staff of a district while a table is read: as stored, and as the rows so far would have them. */
export class People {
  readonly #stored: ReadonlyMap<string, Person>
  readonly #storedPosts: ReadonlyMap<string, Post>
  readonly #today: LocalDate
  readonly #posts = new Map<string, Post[]>()
  readonly #byTelephone = new Map<string, string[]>()
  readonly #byPost = new Map<string, string[]>()
  /** Rows so far: the person as the first row of it said, and that row. */
  readonly #read = new Map<string, { readonly person: Person; readonly row: number }>()

  constructor(persons: readonly Person[], posts: readonly Post[], today: LocalDate) {
    this.#today = today
    this.#stored = new Map(persons.map((person) => [person.id, person]))
    this.#storedPosts = new Map(posts.map((post) => [post.id, post]))
    for (const person of persons) this.#name(person)
    for (const post of posts) this.#give(post)
  }

  stored(id: string): Person | undefined {
    return this.#stored.get(id)
  }

  storedPost(id: string): Post | undefined {
    return this.#storedPosts.get(id)
  }

  /** What an earlier row said of a person. */
  earlier(id: string): { readonly person: Person; readonly row: number } | undefined {
    return this.#read.get(id)
  }

  /** Every post of a person, those of the rows so far included. */
  postsOf(personId: string): readonly Post[] {
    return this.#posts.get(personId) ?? []
  }

  /** The post somebody holds in a unit in a role, today or later. */
  heldPost(personId: string, unitId: string, role: string): Post | undefined {
    return this.postsOf(personId).find(
      (post) => post.unitId === unitId && post.role === role && isCurrent(post, this.#today),
    )
  }

  /** Whom a row without id means: the one of that name with that number, else of that name in that post. */
  recognise(name: string, telephone: string, unitId: string | undefined, role: string | undefined): string | undefined {
    const byNumber = digits(telephone) === '' ? [] : (this.#byTelephone.get(keyOf(name, digits(telephone))) ?? [])
    if (byNumber.length === 1) return byNumber[0]
    if (unitId === undefined || role === undefined) return undefined
    const byPost = [...new Set(this.#byPost.get(keyOf(name, unitId, role)) ?? [])]
    return byPost.length === 1 ? byPost[0] : undefined
  }

  /** Takes a person as a row says. */
  read(person: Person, row: number): void {
    if (!this.#read.has(person.id)) this.#read.set(person.id, { person, row })
    if (!this.#stored.has(person.id)) this.#name(person)
  }

  /** Takes a post as a row says. */
  readPost(post: Post): void {
    const others = this.postsOf(post.personId).filter(({ id }) => id !== post.id)
    this.#posts.set(post.personId, others)
    this.#give(post)
  }

  #name({ id, name, telephone }: Person): void {
    if (digits(telephone) === '') return
    const key = keyOf(name, digits(telephone))
    const known = this.#byTelephone.get(key) ?? []
    if (!known.includes(id)) this.#byTelephone.set(key, [...known, id])
  }

  #give(post: Post): void {
    this.#posts.set(post.personId, [...this.postsOf(post.personId), post])
    const name = this.#stored.get(post.personId)?.name ?? this.#read.get(post.personId)?.person.name
    if (name === undefined || !isCurrent(post, this.#today)) return
    const key = keyOf(name, post.unitId, post.role)
    this.#byPost.set(key, [...(this.#byPost.get(key) ?? []), post.personId])
  }
}
