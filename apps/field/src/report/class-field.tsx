import type { ClassView } from '@lianxin/contract'
import { ProblemView, useLang, useTranslation } from '@lianxin/ui'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { readCatalogue } from '../app/operations.ts'

/** How many fit a glance. */
const SHOWN = 6

export function useClasses(): UseQueryResult<readonly ClassView[]> {
  return useQuery({
    queryKey: ['catalogue'],
    queryFn: async ({ signal }) => (await call(readCatalogue, { query: {}, signal })).classes,
    staleTime: 10 * 60_000,
  })
}

/** Finds a class by words of its name or its code; leaving it open is allowed, the desk classifies then. */
export function ClassField({
  value,
  onChange,
}: {
  readonly value: string | null
  readonly onChange: (classCode: string | null) => void
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const [words, setWords] = useState('')
  const classes = useClasses()
  const nameOf = (one: ClassView): string => (lang === 'en' ? one.minorEn || one.minor : one.minor)
  const majorOf = (one: ClassView): string => (lang === 'en' ? one.majorEn || one.major : one.major)
  const chosen = classes.data?.find(({ code }) => code === value)
  if (chosen)
    return (
      <div className="chosen">
        <span>
          <small>{majorOf(chosen)}</small>
          {nameOf(chosen)}
        </span>
        <button type="button" className="lx-button" onClick={() => onChange(null)}>
          {t('report.otherClass')}
        </button>
      </div>
    )
  const wanted = words.trim().toLowerCase()
  const found = (classes.data ?? []).filter((one) =>
    `${one.code} ${one.major} ${one.minor} ${one.majorEn} ${one.minorEn}`.toLowerCase().includes(wanted),
  )
  return (
    <>
      <label>
        {t('report.class')}
        <input
          value={words}
          placeholder={t('report.classExample')}
          onChange={(event) => setWords(event.target.value)}
        />
      </label>
      {wanted !== '' && (
        <fieldset className="chips">
          <legend className="lx-visually-hidden">{t('report.classFound')}</legend>
          {found.slice(0, SHOWN).map((one) => (
            <button key={one.code} type="button" onClick={() => onChange(one.code)}>
              {nameOf(one)} <small>{majorOf(one)}</small>
            </button>
          ))}
          {found.length === 0 && classes.data && <p className="lx-hint">{t('report.noClass')}</p>}
        </fieldset>
      )}
      {classes.isError && <ProblemView error={classes.error} onRetry={() => void classes.refetch()} />}
    </>
  )
}
