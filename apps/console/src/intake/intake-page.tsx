import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { IntakeForm } from './intake-form.tsx'
import { Receipt } from './receipt.tsx'
import type { Told } from './use-sending.ts'

/** The call-taker's screen: everything on one page, the answer to read out at once. */
export function IntakePage() {
  const { t } = useTranslation()
  const [told, setTold] = useState<Told | null>(null)
  return (
    <div className="lc-page lc-intake">
      <h1 className={told ? '' : 'lc-hidden'}>{t('nav.intake')}</h1>
      {told ? <Receipt told={told} onNext={() => setTold(null)} /> : <IntakeForm onTold={setTold} />}
    </div>
  )
}
