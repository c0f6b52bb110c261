import type { FollowView, ReporterCommand } from '@lianxin/contract'
import { ProblemView, useTranslation } from '@lianxin/ui'
import { useState, type ReactElement } from 'react'

import { TextAction } from './text-action.tsx'

/** What a reporter does, without its id. */
export type Wish = ReporterCommand extends infer C ? (C extends ReporterCommand ? Omit<C, 'commandId'> : never) : never

interface ActionsProps {
  readonly view: FollowView
  readonly command: (wish: Wish) => Promise<void>
}

/** Not solved: one tap sends it back to work; what is wrong may be said afterwards. */
export function Reopen({ command }: Pick<ActionsProps, 'command'>): ReactElement {
  const { t } = useTranslation()
  const [sending, setSending] = useState(false)
  const [error, setError] = useState<unknown>(undefined)
  const reopen = async (): Promise<void> => {
    setSending(true)
    setError(undefined)
    try {
      await command({ kind: 'reopen', reason: t('act.reopen.reason') })
    } catch (failure) {
      setError(failure)
      setSending(false)
    }
  }
  return (
    <section className="field">
      <button type="button" className="lx-button" disabled={sending} onClick={() => void reopen()}>
        {t(sending ? 'act.sending' : 'act.reopen.button')}
      </button>
      <p className="hint">{t('act.reopen.hint')}</p>
      {error !== undefined && <ProblemView error={error} />}
    </section>
  )
}

/** Adding to a report and reminding of it, each with a few words. */
export function Actions({ view, command }: ActionsProps): ReactElement | null {
  const { t } = useTranslation()
  // After a reopening the first thing one may want to say is what is still wrong.
  const reopened = view.timeline.at(-1)?.kind === 'reopened'
  const [chosen, setChosen] = useState<'supplement' | 'remind' | 'none' | null>(null)
  const kinds = (['supplement', 'remind'] as const).filter((kind) => view.available.includes(kind))
  if (kinds.length === 0) return null
  const open = chosen ?? (reopened ? 'supplement' : 'none')
  const send = (text: string): Promise<void> => command({ kind: open === 'remind' ? 'remind' : 'supplement', text })
  return (
    <section className="field">
      {reopened && <p role="status">{t('act.reopen.done')}</p>}
      <div className="choices">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="lx-button"
            aria-expanded={open === kind}
            onClick={() => setChosen(open === kind ? 'none' : kind)}
          >
            {t(`act.${kind}.button`)}
          </button>
        ))}
      </div>
      {open !== 'none' && (
        <TextAction
          key={open}
          kind={open}
          first={open === 'remind' ? t('act.remind.text') : ''}
          send={send}
          onSent={() => setChosen('none')}
        />
      )}
    </section>
  )
}
