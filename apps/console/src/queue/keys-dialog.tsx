import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import { ACTION_KEYS } from '../ticket/action-keys.ts'

const MOVES = [
  ['j / ↓', 'keys.next'],
  ['k / ↑', 'keys.previous'],
  ['Enter', 'keys.enter'],
  ['Esc', 'keys.escape'],
  ['/', 'keys.search'],
  ['?', 'keys.help'],
] as const

/** Every shortcut of the queue on one card. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open footer={null} onCancel={onClose} title={t('keys.title')} width={640}>
      <dl className="lc-keys">
        {MOVES.map(([key, label]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
        {Object.entries(ACTION_KEYS).map(([kind, key]) => (
          <div key={kind}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`command.${kind}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="lc-soft">{t('keys.flow')}</p>
    </Modal>
  )
}
