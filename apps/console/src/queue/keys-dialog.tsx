import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import { KEY_GROUPS } from '../app/key-list.ts'

/** Every shortcut on one card. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal open footer={null} onCancel={onClose} title={t('keys.title')} width={760}>
      {KEY_GROUPS.map(({ title, keys }) => (
        <section key={title}>
          <h3 className="lc-keys-title">{t(title)}</h3>
          <dl className="lc-keys">
            {keys.map(([key, text]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{t(text)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="lc-soft">{t('keys.flow')}</p>
    </Modal>
  )
}
