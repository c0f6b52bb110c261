import { useTranslation } from '@lianxin/ui'
import { Popup } from 'antd-mobile'
import { useId, type ReactElement, type ReactNode } from 'react'

/** A sheet from below for a form of a few fields; what was typed stays when it is closed and opened again. */
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
  return (
    <Popup visible={open} onMaskClick={onClose} onClose={onClose} bodyClassName="sheet">
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the pop-up around it is drawn and moved by antd-mobile */}
      <div role="dialog" aria-modal="true" aria-labelledby={id} className="sheet-body">
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
