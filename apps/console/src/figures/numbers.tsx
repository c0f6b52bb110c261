import { figureFilterText, percent, rateWord, type FigureFilter, type FigureNumbers } from '@lianxin/contract'
import type { Rate } from '@lianxin/domain'
import { useLang } from '@lianxin/ui'
import { Link } from '@tanstack/react-router'

import { useMay } from '../app/session.tsx'

/** A number that leads to its tickets, where one may see tickets. */
export function Count({ count, filter, name }: { count: number; filter: FigureFilter; name: string }) {
  const maySee = useMay('ticket.read')
  const [language] = useLang()
  const text = count.toLocaleString(language === 'zh' ? 'zh-CN' : 'en')
  if (!maySee || count === 0) return <>{text}</>
  return (
    <Link
      to="/queue"
      search={{ list: 'all', figure: figureFilterText(filter) }}
      className="lc-figure-link"
      aria-label={`${name} ${text}`}
    >
      {text}
    </Link>
  )
}

/** A share in words and as a bar; what it is a share of stands below it. */
export function Share({ rate, of }: { readonly rate: Rate; readonly of: FigureNumbers['rates'][Rate] }) {
  const [language] = useLang()
  if (of.rate === null)
    return (
      <span className="lc-soft" aria-label={`${rateWord(rate, language)} —`}>
        —
      </span>
    )
  return (
    <span className="lc-share">
      <span className="lc-share-words">
        <small>
          {of.numerator} / {of.denominator}
        </small>
        {percent(of.rate)}
      </span>
      <span className="lc-share-bar" aria-hidden>
        <span style={{ inlineSize: `${of.rate * 100}%` }} />
      </span>
    </span>
  )
}
