import { Component, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A page that could not be drawn: what is safe, and the way on. */
export function BrokenView(): ReactElement {
  const { t } = useTranslation()
  return (
    <main className="lx-centre" role="alert">
      <h1>{t('view.failedTitle')}</h1>
      <p>{t('view.brokenText')}</p>
      <button type="button" className="lx-button" onClick={() => location.reload()}>
        {t('view.reload')}
      </button>
    </main>
  )
}

interface Guarded {
  readonly children: ReactNode
}

/** A fault while drawing ends in words instead of a white page; the fault itself stands in the log of the browser. */
export class FaultBoundary extends Component<Guarded, { readonly broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true }
  }
  override render(): ReactNode {
    return this.state.broken ? <BrokenView /> : this.props.children
  }
}
