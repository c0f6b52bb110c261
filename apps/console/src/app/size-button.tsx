import { FontSizeOutlined } from '@ant-design/icons'
import { useLook } from '@lianxin/ui'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'

/** Large type on and off; remembered on this device, before and after signing in. */
export function SizeButton({ withWords = false }: { readonly withWords?: boolean }) {
  const { t } = useTranslation()
  const [{ size }, setLook] = useLook()
  const large = size === 'large'
  const words = t(large ? 'palette.normalType' : 'palette.largeType')
  return (
    <Tooltip title={withWords ? null : words}>
      <Button
        type="text"
        aria-pressed={withWords ? undefined : large}
        aria-label={withWords ? undefined : t('palette.largeType')}
        icon={<FontSizeOutlined />}
        onClick={() => setLook({ size: large ? 'normal' : 'large' })}
      >
        {withWords && words}
      </Button>
    </Tooltip>
  )
}
