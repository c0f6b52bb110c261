import { formatInstant, useLang } from '@lianxin/ui'
import { Alert, Button, Modal, Typography } from 'antd'
import { useTranslation } from 'react-i18next'

export interface Invitation {
  readonly accountId: string
  readonly link: string
  readonly expiresAt: string
}

/** Shows a one-time link, once: it cannot be read again. */
export function OneTimeLink({
  invitation,
  onClose,
}: {
  readonly invitation: Invitation
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const [language] = useLang()
  return (
    <Modal
      open
      title={t('account.link')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('account.linkTaken')}
        </Button>
      }
    >
      <Alert
        type="warning"
        showIcon
        title={t('account.linkOnce')}
        description={t('account.linkUntil', { time: formatInstant(invitation.expiresAt, language) })}
      />
      <Typography.Paragraph copyable className="lc-one-time">
        {new URL(invitation.link, location.origin).href}
      </Typography.Paragraph>
    </Modal>
  )
}
