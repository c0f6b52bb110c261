import { newId } from '@lianxin/client'
import { commandTicket, type TicketDetail } from '@lianxin/contract'
import { problemIn } from '@lianxin/ui'
import { App } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { isBusy } from '../app/keys.ts'
import { queryClient } from '../app/queries.ts'
import { useSession } from '../app/session.tsx'
import { useCommands } from '../palette/registry.ts'
import { closeRun, undoBatch } from './bulk-run.ts'
import { forgetLast, forgetUndo, undoableNow, type Undoable } from './last-change.ts'

const TYPING = 'input, textarea, select, [contenteditable="true"]'

/** Of the ticket that is open, what may be taken back: also after the page was loaded anew. */
function undoableOfOpen(): Undoable | null {
  const open = queryClient.getQueryCache().findAll({ queryKey: ['ticket'], type: 'active' })
  for (const query of open) {
    const ticket = query.state.data as TicketDetail | undefined
    if (ticket?.undo)
      return { type: 'one', ticketId: ticket.id, number: ticket.number, commandId: ticket.undo.commandId }
  }
  return null
}

/** Takes one command back. @returns the number of the ticket */
async function undoOne(what: Extract<Undoable, { type: 'one' }>): Promise<string> {
  try {
    const body = { kind: 'undo', commandId: newId(), ofCommandId: what.commandId } as const
    const { number } = await call(commandTicket, { params: { ticketId: what.ticketId }, body })
    forgetUndo()
    return number
  } finally {
    for (const key of ['ticket', 'tickets', 'ticket-counts']) void queryClient.invalidateQueries({ queryKey: [key] })
  }
}

/** Takes back what this person did last, one ticket or a whole batch, and says what became of it. */
function useUndo(): () => void {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const busy = useRef(false)

  const take = async (what: Undoable): Promise<void> => {
    if (what.type === 'one') {
      const number = await undoOne(what)
      void message.success(t('undo.done', { number }))
      return
    }
    const results = await undoBatch(what.batchId)
    if (results === null) return // the report shows why, with a button to try again
    const done = results.filter(({ outcome }) => outcome === 'done').length
    const refused = results.length - done
    void message.success(t(refused === 0 ? 'undo.batchAll' : 'undo.batchDone', { done, refused }))
  }

  return () => {
    const what = undoableNow() ?? undoableOfOpen()
    if (what === null) {
      void message.info(t('undo.nothing'))
      return
    }
    if (busy.current) return
    busy.current = true
    take(what)
      .catch((error: unknown) => {
        const problem = problemIn(error)
        if (problem) forgetUndo()
        void message.error(problem ? `${problem.title} ${problem.detail ?? ''}` : t('undo.offline'), 8)
      })
      .finally(() => (busy.current = false))
  }
}

/** Another person or post neither repeats nor undoes what this one did. */
function ForgetOnLeaving() {
  useEffect(
    () => () => {
      forgetLast()
      closeRun()
    },
    [],
  )
  return null
}

const isUndoKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey

/** `u` and Ctrl Z, wherever one is; never while somebody types, and after every key of the screen itself (`g u`). */
export function UndoKeys() {
  const { post } = useSession()
  const undo = useUndo()
  const latest = useRef(undo)
  useEffect(() => {
    latest.current = undo
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest(TYPING) !== null
      if (isUndoKey(event) ? typing : event.key !== 'u' || isBusy(event)) return
      setTimeout(() => {
        if (!event.defaultPrevented) latest.current()
      })
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
  useCommands([{ id: 'undo', label: 'undo.last', shortcut: 'u', run: undo }], 'app')
  return <ForgetOnLeaving key={post.id} />
}
