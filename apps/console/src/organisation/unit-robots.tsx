import { listUnitChannels, putUnitChannel, type UnitChannelView } from '@lianxin/contract'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Input, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { Field } from '../settings/field.tsx'

const ROBOTS = ['wecom', 'dingtalk'] as const

interface RobotProps {
  readonly unitId: string
  readonly adapter: (typeof ROBOTS)[number]
  readonly known: UnitChannelView | undefined
}

function Robot({ unitId, adapter, known }: RobotProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [address, setAddress] = useState('')
  const [secret, setSecret] = useState('')
  const saving = useMutation({
    mutationFn: (active: boolean) =>
      call(putUnitChannel, {
        params: { unitId, adapter },
        body: {
          active,
          ...(address.trim() === '' ? {} : { address: address.trim() }),
          ...(secret.trim() === '' ? {} : { secret: secret.trim() }),
        },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['unit-channels'] })
      setAddress('')
      setSecret('')
      void message.success(t('robots.saved'))
    },
  })
  return (
    <div className="lc-robot">
      <Field
        label={t(`preview.adapter.${adapter}`)}
        error={saving.error}
        pointer="/address"
        help={t(known ? 'robots.known' : 'robots.help', { end: known?.addressEnd ?? '' })}
      >
        <Input
          maxLength={500}
          autoComplete="off"
          placeholder={t(`robots.example.${adapter}`)}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </Field>
      {adapter === 'dingtalk' && (
        <Field label={t('robots.secret')} error={saving.error} pointer="/secret" help={t('robots.secretHelp')}>
          <Input.Password
            maxLength={200}
            autoComplete="off"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </Field>
      )}
      <div className="lc-inline">
        {known && (
          <label className="lc-inline">
            <Switch
              size="small"
              checked={known.active}
              loading={saving.isPending}
              onChange={(active) => saving.mutate(active)}
            />
            {t('robots.active')}
          </label>
        )}
        <Button
          size="small"
          disabled={address.trim() === '' && secret.trim() === ''}
          loading={saving.isPending}
          onClick={() => saving.mutate(known?.active ?? true)}
        >
          {t('robots.save')}
        </Button>
      </div>
    </div>
  )
}

/** The robots of a unit's group that hear of new, urgent and overdue matters. An address goes in and never comes out. */
export function UnitRobots({ unitId }: { readonly unitId: string }) {
  const { t } = useTranslation()
  const answer = useQuery({ queryKey: ['unit-channels'], queryFn: ({ signal }) => call(listUnitChannels, { signal }) })
  const known = answer.data?.items.filter((one) => one.unitId === unitId)
  return (
    <details className="lc-robots">
      <summary>{t('robots.title')}</summary>
      <p className="lc-help">{t('robots.what')}</p>
      {known &&
        ROBOTS.map((adapter) => (
          <Robot key={adapter} unitId={unitId} adapter={adapter} known={known.find((one) => one.adapter === adapter)} />
        ))}
    </details>
  )
}
