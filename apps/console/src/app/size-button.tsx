import { FontSizeOutlined } from '@ant-design/icons'
import { useLook } from '@lianxin/ui'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'

/** Large type on and off; remembered on this device, before and after signing in. */
export function SizeButton() {
  const { t } = useTranslation()
  const [{ size }, setLook] = useLook()
  const large = size === 'large'
  return (
    <Tooltip title={t(large ? 'palette.normalType' : 'palette.largeType')}>
      <Button
        type="text"
        aria-pressed={large}
        aria-label={t('palette.largeType')}
        icon={<FontSizeOutlined />}
        onClick={() => setLook({ size: large ? 'normal' : 'large' })}
      />
    </Tooltip>
  )
}
