import type { ClassView } from '@lianxin/contract'
import type { ClassRef, TimeLimit, WorkCalendar } from '@lianxin/domain'

import { DistrictCache } from './district-cache.ts'
import { listClasses, listVersions, readCalendarRows, type CalendarRows, type Db } from './store.ts'
import { linesOf } from './texts/definitions.ts'
import { listTexts, type StoredText } from './texts/store.ts'
import { classView } from './view.ts'

/** Office hours where a district has entered none. */
const USUAL_HOURS = [
  { fromMinute: 9 * 60, toMinute: 12 * 60 },
  { fromMinute: 13 * 60, toMinute: 17 * 60 },
] as const

/** The calendar that rows amount to. */
export function calendarFrom(rows: CalendarRows): WorkCalendar {
  return {
    utcOffsetMinutes: rows.utcOffset_minutes,
    spans: rows.spans.length > 0 ? rows.spans : USUAL_HOURS,
    exceptions: new Map(rows.exceptions.map((one) => [one.day, one.working])),
    validYears: new Set(rows.years.map((one) => one.year)),
  }
}

/** The classes of a district: those in force, and those of older versions that tickets still carry. */
export class ClassBook {
  readonly activeVersion: number | null
  readonly #classes: ReadonlyMap<string, ClassView>

  constructor(activeVersion: number | null, classes: ReadonlyMap<string, ClassView>) {
    this.activeVersion = activeVersion
    this.#classes = classes
  }

  /** The class of that code in the version in force. */
  find(code: string): { readonly ref: ClassRef; readonly limit: TimeLimit; readonly entry: ClassView } | undefined {
    if (this.activeVersion === null) return undefined
    const entry = this.#classes.get(`${this.activeVersion} ${code}`)
    const limit = entry?.stages.at(-1)?.limit // the last stage is the limit of the class (GB/T 30428.8)
    if (!entry || !limit) return undefined
    return { ref: { classCode: code, catalogueVersion: this.activeVersion }, limit, entry }
  }

  /** Every class of the version in force. */
  inForce(): readonly ClassView[] {
    const prefix = `${this.activeVersion} `
    return [...this.#classes].filter(([key]) => key.startsWith(prefix)).map(([, entry]) => entry)
  }

  /** The class a ticket was filed with. */
  of(ref: ClassRef | null): ClassView | undefined {
    return ref === null ? undefined : this.#classes.get(`${ref.catalogueVersion} ${ref.classCode}`)
  }
}

/** A class with the replies the district wrote for it, whatever the version. */
export function withReplies(entry: ClassView, texts: ReadonlyMap<string, Pick<StoredText, 'zh'>>): ClassView {
  const own = texts.get(`replies.${entry.code}`)
  return own ? { ...entry, standardReplies: linesOf(own.zh) } : entry
}

/** Catalogue and calendar of the districts as this process holds them. */
export class CatalogueBooks {
  readonly #classes = new DistrictCache<ClassBook>()
  readonly #calendars = new DistrictCache<WorkCalendar>()
  readonly #texts = new DistrictCache<ReadonlyMap<string, StoredText>>()

  /** Classes in force and before. Reads with the caller's transaction when nothing fresh is held. */
  classesOf(db: Db, districtId: number): Promise<ClassBook> {
    return this.#classes.get(districtId, async () => {
      const versions = await listVersions(db, districtId)
      const rows = await listClasses(db, districtId)
      const active = versions.find(({ status }) => status === 'active')?.version ?? null
      const texts = await this.textsOf(db, districtId)
      const entries = rows.map((row) => withReplies(classView(row), texts))
      return new ClassBook(active, new Map(entries.map((entry, i) => [`${rows[i]?.version} ${entry.code}`, entry])))
    })
  }

  /** Texts of the district's own, by their keys. */
  textsOf(db: Db, districtId: number): Promise<ReadonlyMap<string, StoredText>> {
    return this.#texts.get(
      districtId,
      async () => new Map((await listTexts(db, districtId)).map((text) => [text.key, text])),
    )
  }

  /** The working calendar; years without data stay out of it, so that a deadline in them is refused and not guessed. */
  calendarOf(db: Db, districtId: number): Promise<WorkCalendar> {
    return this.#calendars.get(districtId, async () => {
      return calendarFrom(await readCalendarRows(db, districtId))
    })
  }

  /** Drops what is held of a district, after a change has committed. */
  forget(districtId: number): void {
    this.#classes.forget(districtId)
    this.#calendars.forget(districtId)
    this.#texts.forget(districtId)
  }
}
