import { closeSession } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from './api.ts'
import { DRAFT_DAYS, forgetDrafts, workDrafts } from './drafts.ts'
import { queryClient, sessionQuery } from './queries.ts'

/**
 * Ends the session. Work that was not handed in is kept or deleted as the person says; what is no work, such as the
 * last choices, goes in any case.
 */
export function useSignOut() {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const end = useMutation({
    mutationFn: () => call(closeSession, {}),
    onSettled: () => {
      // The session stays the query everything hangs on, so that the gate hears of its end; the rest goes.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
      queryClient.setQueryData(sessionQuery.queryKey, null)
    },
  })
  const leave = (drafts: 'keep' | 'forget') => {
    forgetDrafts(drafts === 'keep')
    end.mutate()
  }
  const mutate = () => {
    const count = workDrafts().length
    if (count === 0) return leave('forget')
    const asked = modal.confirm({
      title: t('draft.signOutTitle', { count }),
      content: t('draft.signOutText', { days: DRAFT_DAYS }),
      okText: t('draft.keepAndSignOut'),
      cancelText: t('action.cancel'),
      onOk: () => leave('keep'),
      footer: (_, { OkBtn, CancelBtn }) => (
        <>
          <CancelBtn />
          <Button
            danger
            onClick={() => {
              asked.destroy()
              leave('forget')
            }}
          >
            {t('draft.deleteAndSignOut')}
          </Button>
          <OkBtn />
        </>
      ),
    })
  }
  return { mutate }
}
