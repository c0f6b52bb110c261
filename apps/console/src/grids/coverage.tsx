import { activateGrids, checkGridCoverage } from '@lianxin/contract'
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay, useSession } from '../app/session.tsx'
import { dayText } from '../app/time.ts'
import { ActivationPreview } from './activation-preview.tsx'
import { Findings } from './findings.tsx'

/** The check for seamless coverage, and putting drafts in force once it is clean. */
export function Coverage() {
  const { t } = useTranslation()
  const id = useId()
  const { message } = App.useApp()
  const { district } = useSession()
  const mayWrite = useMay('grid.write')
  const [from, setFrom] = useState(() => dayText(Date.now()))
  const check = useMutation({ mutationFn: () => call(checkGridCoverage, { body: {} }) })
  const activate = useMutation({
    mutationFn: () => call(activateGrids, { body: { validFrom: from } }),
    onSuccess: (reply) => {
      void message.success(t('coverage.activated', { count: reply.activated, retired: reply.retired }))
      check.reset()
      void queryClient.invalidateQueries({ queryKey: ['grids'] })
      void queryClient.invalidateQueries({ queryKey: ['grid'] })
      void queryClient.invalidateQueries({ queryKey: ['grid-preview'] })
    },
  })
  const reply = check.data
  return (
    <div className="lc-stack">
      <p>{t('coverage.about')}</p>
      <div className="lc-inline">
        <Button type="primary" loading={check.isPending} onClick={() => check.mutate()}>
          {t('coverage.check')}
        </Button>
      </div>
      <Refused error={check.error} />
      {reply && (
        <>
          <Alert
            showIcon
            type={reply.findings.length === 0 ? 'success' : 'error'}
            title={
              reply.findings.length === 0
                ? t('coverage.clean', { count: reply.grids })
                : t('coverage.broken', { count: reply.findings.length, grids: reply.grids })
            }
            description={t('coverage.took', { ms: Math.round(reply.took_ms), drafts: reply.drafts })}
          />
          {mayWrite && reply.drafts > 0 && (
            <div className="lc-inline">
              <label htmlFor={id}>{t('coverage.from')}</label>
              <Input
                id={id}
                type="date"
                className="lc-date"
                value={from}
                onChange={(event) => setFrom(event.target.value)}
              />
              <Button
                type="primary"
                disabled={reply.findings.length > 0}
                loading={activate.isPending}
                onClick={() => activate.mutate()}
              >
                {t('coverage.activate', { count: reply.drafts })}
              </Button>
              {reply.findings.length > 0 && <span className="lc-warn">{t('coverage.blocked')}</span>}
            </div>
          )}
          <Refused error={activate.error} />
          {mayWrite && reply.drafts > 0 && <ActivationPreview />}
          <Findings
            findings={reply.findings}
            status={reply.drafts > 0 ? 'draft' : 'active'}
            level={Math.max(...reply.findings.map((finding) => finding.level), district.levelNames.length - 1, 0)}
          />
        </>
      )}
    </div>
  )
}
