import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { WALL_VIEWS, type WallView } from '@lianxin/contract'
import { Button, Checkbox, Input, InputNumber, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Refused } from '../app/problem.tsx'

interface Settings {
  readonly name: string
  readonly views: WallView[]
  readonly secondsPerView: number
}

interface WallFormProps {
  readonly wall: Settings
  readonly busy: boolean
  readonly error: unknown
  readonly onSave: (wall: Settings) => void
  readonly onClose: () => void
}

/** Where it hangs, which views in which order, and how long each stays. */
export function WallForm({ wall, busy, error, onSave, onClose }: WallFormProps) {
  const { t } = useTranslation()
  const id = useId()
  const [name, setName] = useState(wall.name)
  const [seconds, setSeconds] = useState(wall.secondsPerView)
  const [chosen, setChosen] = useState<readonly WallView[]>(wall.views)
  const order = [...chosen, ...WALL_VIEWS.filter((view) => !chosen.includes(view))]
  const move = (view: WallView, by: number): void => {
    const at = chosen.indexOf(view)
    const without = chosen.filter((one) => one !== view)
    setChosen([...without.slice(0, at + by), view, ...without.slice(at + by)])
  }
  const ready = name.trim() !== '' && chosen.length > 0
  return (
    <Modal
      open
      title={t('wall.setUp')}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={() => onSave({ name: name.trim(), views: [...chosen], secondsPerView: seconds })}
      onCancel={onClose}
    >
      <div className="lc-form">
        <label htmlFor={`${id}-name`}>{t('wall.name')}</label>
        <Input
          id={`${id}-name`}
          maxLength={60}
          placeholder={t('wall.namePlaceholder')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <fieldset className="lc-plain-set">
          <legend>{t('wall.views')}</legend>
          <ol className="lc-order">
            {order.map((view) => {
              const at = chosen.indexOf(view)
              return (
                <li key={view}>
                  <Checkbox
                    checked={at >= 0}
                    onChange={(event) =>
                      setChosen(event.target.checked ? [...chosen, view] : chosen.filter((one) => one !== view))
                    }
                  >
                    {t(`wall.view.${view}`)}
                  </Checkbox>
                  <span className="lc-grow" />
                  <Button
                    size="small"
                    aria-label={t('wall.earlier', { view: t(`wall.view.${view}`) })}
                    icon={<ArrowUpOutlined />}
                    disabled={at <= 0}
                    onClick={() => move(view, -1)}
                  />
                  <Button
                    size="small"
                    aria-label={t('wall.later', { view: t(`wall.view.${view}`) })}
                    icon={<ArrowDownOutlined />}
                    disabled={at < 0 || at === chosen.length - 1}
                    onClick={() => move(view, 1)}
                  />
                </li>
              )
            })}
          </ol>
        </fieldset>
        <label htmlFor={`${id}-seconds`}>{t('wall.seconds')}</label>
        <InputNumber
          id={`${id}-seconds`}
          min={10}
          max={600}
          precision={0}
          value={seconds}
          onChange={(value) => setSeconds(value ?? wall.secondsPerView)}
        />
        <Refused error={error} />
      </div>
    </Modal>
  )
}
