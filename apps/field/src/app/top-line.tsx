import { useTranslation } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'

/** The line on top of a page that has the whole screen: back to the to-dos, and what it is. */
export function TopLine({ title }: { readonly title: string }): ReactElement {
  const { t } = useTranslation()
  return (
    <header className="bar">
      <Link to="/" className="back" aria-label={t('ticket.back')}>
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.2" aria-hidden="true">
          <path d="m15 4-8 8 8 8" />
        </svg>
      </Link>
      <strong>{title}</strong>
    </header>
  )
}
