import { useTranslation } from '@lianxin/ui'
import { Popup } from 'antd-mobile'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react'

const STOPS = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled'

/**
 * A sheet from below for a form of a few fields; what was typed stays when it is closed and opened again. The keyboard
 * goes into it, stays in it, leaves it by Escape, and is back where it came from.
 */
export function Sheet({
  open,
  title,
  onClose,
  closeWord,
  children,
}: {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  /** Where closing is no giving up. */
  readonly closeWord?: string
  readonly children: ReactNode
}): ReactElement {
  const { t } = useTranslation()
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return undefined
    const from = document.activeElement
    // The pop-up draws its content one step after it was told to open.
    const timer = setTimeout(() => body.current?.focus({ preventScroll: true }), 0)
    return () => {
      clearTimeout(timer)
      if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true })
    }
  }, [open])
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
      return
    }
    if (event.key !== 'Tab') return
    const stops = [...(body.current?.querySelectorAll<HTMLElement>(STOPS) ?? [])].filter((one) => one.checkVisibility())
    const [first, last] = [stops[0], stops.at(-1)]
    const here = document.activeElement
    const next = event.shiftKey ? (here === first || here === body.current ? last : null) : here === last ? first : null
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <Popup
      visible={open}
      onMaskClick={onClose}
      onClose={onClose}
      bodyClassName="sheet"
      // One that leaves cannot be scrolled any more, nor holds the page behind it still.
      bodyStyle={open ? {} : { overflow: 'hidden' }}
      disableBodyScroll={open}
    >
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-interactions -- the pop-up around it is drawn and moved by antd-mobile; Tab and Escape of whatever stands in it */}
      <div
        inert={!open}
        role="dialog"
        aria-modal="true"
        aria-labelledby={id}
        className="sheet-body"
        tabIndex={-1}
        ref={body}
        onKeyDown={press}
      >
        <div className="sheet-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="lx-button" onClick={onClose}>
            {closeWord ?? t('act.cancel')}
          </button>
        </div>
        {children}
      </div>
    </Popup>
  )
}
