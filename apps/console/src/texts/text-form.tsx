import { putText, type TextView } from '@lianxin/contract'
import { useLang } from '@lianxin/ui'
import { App, Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'

import { call } from '../app/api.ts'
import { queryClient } from '../app/queries.ts'
import { CarefulModal } from '../settings/careful-modal.tsx'
import { Field } from '../settings/field.tsx'
import { useCarefulSave } from '../settings/use-careful-save.ts'
import { afterForgetting, useWords } from './use-words.ts'

type Lang = 'zh' | 'en'
type Holes = TextView['holes']

/** A text with example values in its holes. */
function filled(text: string, holes: Holes, lang: Lang): string {
  const examples = new Map(holes.map((hole) => [hole.name, hole.example[lang]]))
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => examples.get(name) ?? whole)
}

/** What people will read, with example values; English falls back to Chinese, and says so. */
export function TextPreview({
  zh,
  en,
  holes,
  translated,
}: {
  readonly zh: string
  readonly en: string
  readonly holes: Holes
  readonly translated: boolean
}) {
  const { t } = useTranslation()
  return (
    <section className="lc-text-preview" aria-label={t('texts.preview')}>
      <h3>{t('texts.preview')}</h3>
      <p lang="zh-CN">{filled(zh, holes, 'zh') || t('texts.none')}</p>
      {translated && (
        <>
          {en.trim() === '' && <small className="lc-soft">{t('texts.fallback')}</small>}
          <p lang={en.trim() === '' ? 'zh-CN' : 'en'}>
            {filled(en.trim() || zh, holes, en.trim() === '' ? 'zh' : 'en')}
          </p>
        </>
      )}
    </section>
  )
}

/** Buttons that put a hole where the cursor stands. */
export function HoleButtons({ holes, onPick }: { readonly holes: Holes; readonly onPick: (name: string) => void }) {
  const { t } = useTranslation()
  const [language] = useLang()
  if (holes.length === 0) return null
  return (
    <div className="lc-inline lc-holes">
      <span className="lc-soft">{t('texts.holes')}</span>
      {holes.map(({ name, meaning }) => (
        <Button key={name} size="small" onClick={() => onPick(name)}>
          {meaning[language]} <code>{`{${name}}`}</code>
        </Button>
      ))}
    </div>
  )
}

/** Changes a text of the district; the usual one stays within reach. */
export function TextForm({ text, onClose }: { readonly text: TextView; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [language] = useLang()
  const { message } = App.useApp()
  const words = useWords({ zh: text.zh ?? text.usual.zh, en: text.zh === null ? text.usual.en : (text.en ?? '') })
  const { area, zh, en } = words
  const isUsual = zh === text.usual.zh && (!text.translated || en === text.usual.en) && text.usual.zh !== ''
  const saving = useCarefulSave({
    save: (dryRun) =>
      call(putText, {
        params: { key: text.key },
        query: { dryRun },
        body: isUsual ? { zh: null, en: null } : { zh, en: en.trim() === '' ? null : en },
      }),
    onSaved: async () => {
      for (const queryKey of [['texts'], ['setting-changes'], ['catalogue'], ['session']])
        await queryClient.invalidateQueries({ queryKey })
      void message.success(t('texts.saved'))
      onClose()
    },
  })
  const { write, insert } = afterForgetting(saving.forget, words)
  const { error } = saving
  const help = text.form === 'list' ? t('texts.listHelp') : t('texts.lengthHelp', { n: text.maxLength })
  return (
    <CarefulModal
      title={text.label[language]}
      width={720}
      saving={saving}
      ready={zh.trim() !== '' || text.form === 'list'}
      onClose={onClose}
    >
      <Field
        label={t(text.translated ? 'texts.zh' : 'texts.words')}
        error={error}
        pointer="/zh"
        help={help}
        required={text.form !== 'list'}
      >
        {text.form === 'line' ? (
          <Input autoFocus value={zh} onChange={(event) => write({ zh: event.target.value })} />
        ) : (
          <Input.TextArea
            ref={area}
            autoFocus
            autoSize={{ minRows: 4, maxRows: 12 }}
            value={zh}
            onChange={(event) => write({ zh: event.target.value })}
          />
        )}
      </Field>
      <HoleButtons holes={text.holes} onPick={insert} />
      {text.translated && (
        <Field label={t('texts.en')} error={error} pointer="/en" help={t('texts.enHelp')}>
          <Input.TextArea
            autoSize={{ minRows: 3, maxRows: 10 }}
            value={en}
            onChange={(event) => write({ en: event.target.value })}
          />
        </Field>
      )}
      {text.usual.zh !== '' && !isUsual && (
        <Button type="link" size="small" className="lc-start" onClick={() => write(text.usual)}>
          {t('texts.toUsual')}
        </Button>
      )}
      {text.form !== 'line' && <TextPreview zh={zh} en={en} holes={text.holes} translated={text.translated} />}
    </CarefulModal>
  )
}
