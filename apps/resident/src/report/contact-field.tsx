import { useLang, useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { call } from '../app/api.ts'
import { useAsked } from '../app/asked.ts'
import { readNotice } from '../app/operations.ts'
import type { Draft } from './draft.ts'

/** Name and telephone, both optional, with what happens to them said before they are typed (PIPL art. 17). */
export function ContactField({
  draft,
  onChange,
}: {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
}): ReactElement {
  const { t } = useTranslation()
  const [lang] = useLang()
  const [open, setOpen] = useState(draft.name !== '' || draft.telephone !== '')
  const notice = useAsked(open ? 'notice' : null, (signal) => call(readNotice, { signal }))
  return (
    <details className="field contact" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('contact.title')}</summary>
      {notice.value && (
        <section className="notice-text" aria-label={t('contact.notice')}>
          {notice.value[lang]}
        </section>
      )}
      <label>
        {t('contact.name')}
        <input
          value={draft.name}
          maxLength={60}
          autoComplete="name"
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </label>
      <label>
        {t('contact.telephone')}
        <input
          value={draft.telephone}
          type="tel"
          inputMode="tel"
          maxLength={30}
          autoComplete="tel"
          onChange={(event) => onChange({ telephone: event.target.value.replaceAll(/[^0-9+() -]/g, '') })}
        />
      </label>
      {draft.telephone.trim() !== '' && (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.notifyBySms}
            onChange={(event) => onChange({ notifyBySms: event.target.checked })}
          />
          {t('contact.sms')}
        </label>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={draft.confidential}
          onChange={(event) => onChange({ confidential: event.target.checked })}
        />
        {t('contact.confidential')}
      </label>
    </details>
  )
}
