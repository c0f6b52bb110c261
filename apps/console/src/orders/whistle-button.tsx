import { newId } from '@lianxin/client'
import { blowWhistle, readWhistleForm } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { matches, useSpell } from '../app/pinyin.ts'
import { Refused } from '../app/problem.tsx'
import { queryClient } from '../app/queries.ts'
import { useMay } from '../app/session.tsx'
import { unitName } from '../ticket/words.ts'

interface About {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly address: string
}

function WhistleForm({ ticket, onClose }: { readonly ticket: About | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const id = useId()
  const spell = useSpell()
  const form = useQuery({
    queryKey: ['orders', 'whistle-form'],
    queryFn: ({ signal }) => call(readWhistleForm, { signal }),
    staleTime: 300_000,
  })
  const limits = form.data?.limits
  const [whistleId] = useState(newId)
  const [text, setText] = useState(ticket?.title ?? '')
  const [place, setPlace] = useState(ticket?.address ?? '')
  const [unitIds, setUnitIds] = useState<string[]>([])
  const blow = useMutation({
    mutationFn: () =>
      call(blowWhistle, {
        params: { whistleId },
        body: { text: text.trim(), place: place.trim(), unitIds, ...(ticket ? { ticketId: ticket.id } : {}) },
      }),
    onSuccess: () => {
      onClose()
      return queryClient.invalidateQueries({ queryKey: ['orders'] })
    },
  })
  const departments = form.data?.departments ?? []
  return (
    <Modal
      open
      title={t('orders.blowTitle')}
      okText={t('orders.blow')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: text.trim() === '' || unitIds.length === 0, loading: blow.isPending }}
      onOk={() => blow.mutate()}
      onCancel={onClose}
    >
      <div className="lc-form">
        {ticket && <p className="lc-soft">{t('orders.aboutTicket', { number: ticket.number })}</p>}
        <label htmlFor={`${id}-text`}>{t('orders.whistleText')}</label>
        <Input.TextArea
          id={`${id}-text`}
          autoFocus
          rows={3}
          maxLength={500}
          placeholder={t('orders.whistleTextPlaceholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <label htmlFor={`${id}-place`}>{t('orders.place')}</label>
        <Input id={`${id}-place`} maxLength={200} value={place} onChange={(event) => setPlace(event.target.value)} />
        <label htmlFor={`${id}-units`}>{t('orders.departments')}</label>
        <Select
          id={`${id}-units`}
          mode="multiple"
          maxCount={20}
          loading={form.isPending}
          value={unitIds}
          onChange={setUnitIds}
          placeholder={t('orders.departmentsPlaceholder')}
          status={form.isError ? 'error' : ''}
          options={departments.map((unit) => ({ value: unit.id, label: unitName(unit, language), unit }))}
          showSearch={{
            filterOption: (question, option) =>
              option !== undefined &&
              matches(`${spell(option.unit.name)} ${option.unit.nameEn.toLowerCase()}`, question),
          }}
        />
        {limits && (
          <p className="lc-soft">
            {t('orders.whistleHelp', {
              sign: `${limits.sign.amount} ${t(`timeUnit.${limits.sign.unit}`)}`,
              contact: `${limits.contact.amount} ${t(`timeUnit.${limits.contact.unit}`)}`,
            })}
          </p>
        )}
        <Refused error={form.error} />
        <Refused error={blow.error} />
      </div>
    </Modal>
  )
}

/** Calls departments together, about a ticket or without one; not there for posts that may not. */
export function WhistleButton({ ticket, main = false }: { readonly ticket?: About; readonly main?: boolean }) {
  const { t } = useTranslation()
  const may = useMay('order.write')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button size={main ? 'middle' : 'small'} type={main ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {t('orders.blow')}
      </Button>
      {open && <WhistleForm ticket={ticket} onClose={() => setOpen(false)} />}
    </>
  )
}
