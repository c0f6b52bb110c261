import { ProblemView, useTranslation } from '@lianxin/ui'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'

import { signOut, useActing } from '../app/session.ts'
import { Sheet } from '../app/sheet.tsx'
import { useUnsent } from '../outbox/outbox.ts'

/** Signing out wipes what this telephone kept; it is asked first where something has not reached the server. */
export function SignOut(): ReactElement {
  const { t } = useTranslation()
  const session = useActing()
  const unsent = useUnsent().length
  const [asking, setAsking] = useState(false)
  const leave = useMutation({ mutationFn: () => signOut(session) })
  return (
    <>
      {leave.isError && <ProblemView error={leave.error} />}
      <button
        type="button"
        className="lx-button"
        disabled={leave.isPending}
        onClick={() => (unsent > 0 ? setAsking(true) : leave.mutate())}
      >
        {t('me.signOut')}
      </button>
      <Sheet
        open={asking}
        title={t('me.unsentTitle', { n: unsent })}
        closeWord={t('me.stay')}
        onClose={() => setAsking(false)}
      >
        <p>{t('me.unsentText')}</p>
        <button
          type="button"
          className="lx-button"
          disabled={leave.isPending}
          onClick={() => {
            setAsking(false)
            leave.mutate()
          }}
        >
          {t('me.leaveAnyway')}
        </button>
      </Sheet>
    </>
  )
}
