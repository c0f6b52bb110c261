import type { ReportReceipt } from '@lianxin/contract'
import { useTranslation } from 'react-i18next'
import { useState } from 'react'

import { IntakeForm } from './intake-form.tsx'
import { Receipt } from './receipt.tsx'

/** The call-taker's screen: everything on one page, the answer to read out at once. */
export function IntakePage() {
  const { t } = useTranslation()
  const [receipt, setReceipt] = useState<ReportReceipt | null>(null)
  const [round, setRound] = useState(0)
  return (
    <div className="lc-page lc-intake">
      <h1>{t('nav.intake')}</h1>
      {receipt ? (
        <Receipt
          receipt={receipt}
          onNext={() => {
            setReceipt(null)
            setRound((before) => before + 1)
          }}
        />
      ) : (
        <IntakeForm key={round} onDone={setReceipt} />
      )}
    </div>
  )
}
