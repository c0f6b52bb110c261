import type { ClassSuggestion, ClassView } from '@lianxin/contract'
import { ProblemView, useLang, useTranslation } from '@lianxin/ui'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useState, type ReactElement } from 'react'

import { call, callOnce } from '../app/api.ts'
import { readCatalogue, suggestClasses } from '../app/operations.ts'
import { remembered } from '../app/remembered.ts'
import { accountOf, useActing } from '../app/session.ts'
import type { Draft } from './draft.ts'

/** Why classes are proposed, the strongest reason first. */
const REASONS = ['words', 'here', 'often'] as const satisfies readonly ClassSuggestion['reason'][]
/** How many fit a glance. */
const SHOWN = 6
/** Words are looked at when the thumb rests. */
const REST_MS = 500

/** The catalogue, also without a network. */
export function useClasses(): UseQueryResult<readonly ClassView[]> {
  const account = accountOf(useActing())
  return useQuery({
    queryKey: ['catalogue'],
    queryFn: async ({ signal }) => {
      const ask = async (): Promise<readonly ClassView[]> => (await call(readCatalogue, { query: {}, signal })).classes
      return (await remembered(account, 'catalogue', ask)).value
    },
    staleTime: 10 * 60_000,
  })
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), REST_MS)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/** Likely classes by words and place; without a network those of the grid as last seen. */
function useSuggestions(draft: Draft): readonly ClassSuggestion[] {
  const account = accountOf(useActing())
  const text = useRested(draft.description.trim())
  const { position, gridId } = draft
  const found = useQuery({
    queryKey: ['class-suggestions', text, position, gridId],
    queryFn: async ({ signal }) => {
      const query = {
        ...(text === '' ? {} : { text: text.slice(0, 500) }),
        ...position,
        ...(gridId === null ? {} : { gridId }),
      }
      const ask = async (): Promise<readonly ClassSuggestion[]> =>
        (await callOnce(suggestClasses, { query, signal })).items
      return (await remembered(account, `class-suggestions ${gridId}`, ask)).value
    },
    placeholderData: (before) => before,
    staleTime: 60_000,
  })
  return found.data ?? []
}

/** One tap on a proposed class; another one by its words; leaving it open is allowed, the desk classifies then. */
export function ClassField({
  draft,
  onChange,
}: {
  readonly draft: Draft
  readonly onChange: (classCode: string | null) => void
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const [searching, setSearching] = useState(false)
  const suggestions = useSuggestions(draft)
  const classes = useClasses()
  const chosen = classes.data?.find(({ code }) => code === draft.classCode)
  const isProposed = suggestions.some(({ code }) => code === draft.classCode)
  const nameOf = (one: ClassView): string => (lang === 'en' ? one.minorEn || one.minor : one.minor)
  const choose = (code: string): void => onChange(code === draft.classCode ? null : code)
  return (
    <>
      <fieldset className="chips-class">
        <legend>{t('report.class')}</legend>
        {chosen && !isProposed && (
          <button type="button" aria-pressed="true" onClick={() => onChange(null)}>
            {nameOf(chosen)}
          </button>
        )}
        {REASONS.map((reason) => {
          const proposed = suggestions.filter((one) => one.reason === reason)
          if (proposed.length === 0) return null
          return (
            <fieldset key={reason} className="chips">
              <legend>{t(`report.reason.${reason}`)}</legend>
              {proposed.map(({ code, name }) => (
                <button key={code} type="button" aria-pressed={code === draft.classCode} onClick={() => choose(code)}>
                  {name[lang]}
                </button>
              ))}
            </fieldset>
          )
        })}
        <button type="button" className="chip-other" aria-expanded={searching} onClick={() => setSearching(!searching)}>
          {t('report.otherClass')}
        </button>
      </fieldset>
      {searching && (
        <ClassSearch
          classes={classes.data ?? []}
          onChoose={(code) => {
            setSearching(false)
            onChange(code)
          }}
        />
      )}
      {classes.isError && <ProblemView error={classes.error} onRetry={() => void classes.refetch()} />}
    </>
  )
}

/** Any class by words of its name or its code. */
function ClassSearch({
  classes,
  onChoose,
}: {
  readonly classes: readonly ClassView[]
  readonly onChoose: (classCode: string) => void
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const [words, setWords] = useState('')
  const wanted = words.trim().toLowerCase()
  const found = classes.filter((one) =>
    `${one.code} ${one.major} ${one.minor} ${one.majorEn} ${one.minorEn}`.toLowerCase().includes(wanted),
  )
  return (
    <>
      <label>
        {t('report.classSearch')}
        <input
          value={words}
          autoFocus
          placeholder={t('report.classExample')}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      {wanted !== '' && (
        <fieldset className="chips">
          <legend className="lx-visually-hidden">{t('report.classFound')}</legend>
          {found.slice(0, SHOWN).map((one) => (
            <button key={one.code} type="button" onClick={() => onChoose(one.code)}>
              {lang === 'en' ? one.minorEn || one.minor : one.minor}{' '}
              <small>{lang === 'en' ? one.majorEn || one.major : one.major}</small>
            </button>
          ))}
          {found.length === 0 && <p className="lx-hint">{t('report.noClass')}</p>}
        </fieldset>
      )}
    </>
  )
}
