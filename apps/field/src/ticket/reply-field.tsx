import { useTranslation } from '@lianxin/ui'
import type { ReactElement } from 'react'

/** The answer that the reporter reads, with the standard ones of the class to start from. */
export function ReplyField({
  value,
  replies,
  onChange,
}: {
  readonly value: string
  readonly replies: readonly string[]
  readonly onChange: (value: string) => void
}): ReactElement {
  const { t } = useTranslation()
  return (
    <>
      {replies.length > 0 && (
        <div>
          <p className="lx-hint">{t('form.standard')}</p>
          <div className="chips">
            {replies.map((reply) => (
              <button key={reply} type="button" onClick={() => onChange(reply)}>
                {reply}
              </button>
            ))}
          </div>
        </div>
      )}
      <label>
        {t('form.publicReply')}
        <textarea rows={4} value={value} maxLength={4000} onChange={(event) => onChange(event.target.value)} />
      </label>
    </>
  )
}
