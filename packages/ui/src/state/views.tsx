import type { Problem } from '@lianxin/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The problem details inside a thrown error, if the server answered at all. */
export function problemIn(error: unknown): Problem | null {
  if (!(error instanceof Error) || error.name !== 'ProblemError' || !('problem' in error)) return null
  return error.problem as Problem
}

/** Whether nothing came back: the network is down or the server is away. */
export function isNetworkError(error: unknown): boolean {
  return error instanceof Error && error.name === 'NetworkError'
}

/** What went wrong and what to do next, for any error that was thrown; nothing the person typed is touched. */
export function ProblemView({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}): ReactElement {
  const { t } = useTranslation()
  const problem = problemIn(error)
  const offline = isNetworkError(error)
  // A fault in the words of the whole is not said twice.
  const faults = (problem?.errors ?? []).filter(({ detail }) => detail !== problem?.detail)
  return (
    <div className="lx-notice lx-notice-bad" role="alert">
      <p className="lx-notice-title">{problem?.title ?? t(offline ? 'view.offlineTitle' : 'view.failedTitle')}</p>
      <p>{problem?.detail ?? t(offline ? 'view.offlineText' : 'view.failedText')}</p>
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li key={fault.pointer + fault.code}>{fault.detail}</li>
          ))}
        </ul>
      )}
      {problem && problem.status >= 500 && problem.instance !== undefined && (
        <p>{t('view.requestId', { id: problem.instance })}</p>
      )}
      {onRetry && (
        <button type="button" className="lx-button" onClick={onRetry}>
          {t('view.retry')}
        </button>
      )}
    </div>
  )
}

/** Nothing here, said in words, with what one can do instead. */
export function EmptyView({
  title,
  text,
  children,
}: {
  readonly title: string
  readonly text?: string
  readonly children?: ReactNode
}): ReactElement {
  return (
    <div className="lx-centre">
      <h2>{title}</h2>
      {text !== undefined && <p>{text}</p>}
      {children}
    </div>
  )
}

export function LoadingView(): ReactElement {
  const { t } = useTranslation()
  return (
    <output className="lx-centre">
      <span className="lx-spinner" />
      <span>{t('view.loading')}</span>
    </output>
  )
}
