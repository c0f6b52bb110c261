import type { AssessmentTemplateView } from '@lianxin/contract'
import { RATE_MINIMUM } from '@lianxin/domain'
import { formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Loaded } from '../app/problem.tsx'
import { waysQuery } from './queries.ts'
import { OwnWay } from './own-way.tsx'
import { WayTable } from './way-table.tsx'

const keyOf = (way: AssessmentTemplateView): string => way.id ?? way.template

/** The ways of scoring: those handed out and the district's own, to be read; and copied by who assesses. */
export function Ways({ mayWrite, onClose }: { readonly mayWrite: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const answer = useQuery(waysQuery)
  const [chosen, setChosen] = useState<string | null>(null)
  const [copied, setCopied] = useState<AssessmentTemplateView | null>(null)
  const nameOf = (way: AssessmentTemplateView): string =>
    way.subject === null
      ? t(`assessment.templates.${way.template}`)
      : [
          t('assessment.templates.own'),
          t(`assessment.subjects.${way.subject}`),
          t('assessment.ways.since', { month: way.validFrom ?? '' }),
          t('assessment.version', { n: way.version }),
        ].join(' · ')
  if (copied)
    return (
      <OwnWay
        from={copied}
        onClose={() => setCopied(null)}
        onSaved={(id) => {
          setChosen(id)
          setCopied(null)
        }}
      />
    )
  return (
    <Modal open width={860} title={t('assessment.template')} footer={null} onCancel={onClose}>
      <Loaded answer={answer}>
        {({ items }) => {
          const shown = items.find((way) => keyOf(way) === chosen) ?? items.find(({ id }) => id !== null) ?? items[0]
          if (!shown) return null
          return (
            <div className="lc-stack">
              <div className="lc-inline">
                <Select
                  className="lc-month-picker"
                  aria-label={t('assessment.template')}
                  value={keyOf(shown)}
                  onChange={setChosen}
                  options={items.map((way) => ({ value: keyOf(way), label: nameOf(way) }))}
                />
                {mayWrite && <Button onClick={() => setCopied(shown)}>{t('assessment.ways.copy')}</Button>}
              </div>
              {shown.madeAt !== null && (
                <p className="lc-soft">
                  {t('assessment.ways.made', { name: shown.madeBy, at: formatInstant(shown.madeAt, language) })}
                </p>
              )}
              <WayTable parts={shown.parts} />
              <p className="lc-help">{t('assessment.ways.total', { n: RATE_MINIMUM })}</p>
              <p className="lc-help">{t('assessment.ways.never')}</p>
            </div>
          )
        }}
      </Loaded>
    </Modal>
  )
}
