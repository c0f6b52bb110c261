import { Alert, Button, Modal, Typography } from 'antd'
import { useTranslation } from 'react-i18next'

/** The address of a new screen, shown once. Whoever has it sees the figures of the territory, nothing else. */
export function WallLink({ wallKey, onClose }: { readonly wallKey: string; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const address = `${location.origin}/console/wall#key=${wallKey}`
  return (
    <Modal
      open
      title={t('wall.link')}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={[
        <Button key="here" href={address} target="_blank">
          {t('wall.openHere')}
        </Button>,
        <Button key="done" type="primary" onClick={onClose}>
          {t('wall.linkTaken')}
        </Button>,
      ]}
    >
      <Alert type="warning" showIcon title={t('wall.linkOnce')} description={t('wall.linkHint')} />
      <Typography.Paragraph copyable className="lc-one-time">
        {address}
      </Typography.Paragraph>
    </Modal>
  )
}
