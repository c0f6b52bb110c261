import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'

/** An address that leads nowhere. */
export function LostPage() {
  const { t } = useTranslation()
  return (
    <main>
      <Result
        status="404"
        title={t('problem.lost')}
        subTitle={t('problem.lostHint')}
        extra={
          <Button type="primary" href="/console/">
            {t('problem.home')}
          </Button>
        }
      />
    </main>
  )
}

/** A screen whose right the acting post does not carry: says so and where to turn. */
export function NoRight() {
  const { t } = useTranslation()
  return <Result status="403" title={t('problem.noRight')} subTitle={t('problem.noRightHint')} />
}
