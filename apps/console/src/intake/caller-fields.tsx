import { Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'

import type { ReportDraft } from './draft.ts'

interface CallerProps {
  readonly id: string
  readonly draft: ReportDraft
  readonly change: (part: Partial<ReportDraft>) => void
}

/** Who: the telephone first, for it is what an answer needs; all of it may stay empty. */
export function CallerFields({ id, draft, change }: CallerProps) {
  const { t } = useTranslation()
  return (
    <div className="lc-intake-caller">
      <div>
        <label htmlFor={`${id}-telephone`}>{t('intake.telephone')}</label>
        <Input
          id={`${id}-telephone`}
          inputMode="tel"
          autoComplete="off"
          maxLength={30}
          pattern="[0-9+\(\) \-]*"
          value={draft.telephone}
          onChange={(event) => change({ telephone: event.target.value })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-name`}>{t('intake.name')}</label>
        <Input
          id={`${id}-name`}
          autoComplete="off"
          maxLength={60}
          value={draft.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </div>
      {draft.channel !== 'hotline12345' && (
        <div>
          <label htmlFor={`${id}-behalf`}>{t('intake.onBehalf')}</label>
          <Input
            id={`${id}-behalf`}
            autoComplete="off"
            maxLength={60}
            value={draft.onBehalf}
            onChange={(event) => change({ onBehalf: event.target.value })}
          />
        </div>
      )}
      <div className="lc-intake-wishes">
        <Checkbox checked={draft.notifyBySms} onChange={(event) => change({ notifyBySms: event.target.checked })}>
          {t('intake.notifyBySms')}
        </Checkbox>
        <Checkbox checked={draft.confidential} onChange={(event) => change({ confidential: event.target.checked })}>
          {t('intake.confidential')}
        </Checkbox>
      </div>
    </div>
  )
}
