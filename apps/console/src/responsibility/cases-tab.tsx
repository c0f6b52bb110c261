import type { ResponsibilityList, ToConsider } from '@lianxin/contract'
import { formatInstant, useLang } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

import { Loaded, Nothing } from '../app/problem.tsx'
import { unitName } from '../ticket/words.ts'
import { CaseItem } from './case-item.tsx'
import { casesQuery } from './queries.ts'

/** Criticised matters nobody has looked at yet. They lead to the matter and nowhere further by themselves. */
function Consider({ items }: { readonly items: readonly ToConsider[] }) {
  const { t } = useTranslation()
  const [language] = useLang()
  if (items.length === 0) return null
  return (
    <section className="lc-section">
      <h2>{t('responsibility.consider')}</h2>
      <p className="lc-soft">{t('responsibility.considerHint')}</p>
      <ul className="lc-told">
        {items.map((one) => (
          <li key={one.ticketId}>
            <Link to="/tickets/$ticketId" params={{ ticketId: one.ticketId }}>
              {one.ticketTitle}
            </Link>
            <span className="lc-soft">
              {one.ticketNumber} ·{' '}
              {t('responsibility.considerDue', {
                unit: unitName(one.unit, language),
                time: formatInstant(one.dueAt, language),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The cases of one list, those with the soonest date first. */
export function CasesTab({ list }: { readonly list: ResponsibilityList }) {
  const { t } = useTranslation()
  const answer = useQuery(casesQuery(list))
  return (
    <Loaded answer={answer}>
      {({ items, truncated, toConsider }) => (
        <>
          {items.length === 0 ? (
            <Nothing text={t(`responsibility.none.${list}`)} hint={t('responsibility.noneHint')} />
          ) : (
            <div className="lc-cases">
              {items.map((one) => (
                <CaseItem key={one.id} one={one} />
              ))}
            </div>
          )}
          {truncated && <p className="lc-soft">{t('responsibility.truncated')}</p>}
          <Consider items={toConsider} />
        </>
      )}
    </Loaded>
  )
}
