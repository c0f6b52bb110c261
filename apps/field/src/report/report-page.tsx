import { LoadingView, ProblemView } from '@lianxin/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'

import { log } from '../app/api.ts'
import { accountOf, useActing } from '../app/session.ts'
import { useKeptFiles } from '../outbox/kept-files.ts'
import { Camera } from './camera.tsx'
import { dropDraft, draftOf, openDraft, type Draft } from './draft.ts'
import { ReportForm } from './report-form.tsx'
import { Sent } from './sent.tsx'

/** Report what one sees: the photo first, then place and class at a glance, then send. */
export function ReportPage(): ReactElement {
  const { act, visit } = useSearch({ from: '/report' })
  const { post, ...session } = useActing()
  const account = accountOf(session)
  // A refused report is opened again with everything that was in it.
  const refused = useQuery({
    queryKey: ['refused', act],
    queryFn: async () => (await log.find(act ?? '')) ?? null,
    enabled: act !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (act !== undefined && refused.isPending) return <LoadingView />
  if (refused.isError) return <ProblemView error={refused.error} />
  const before = refused.data?.state === 'refused' ? refused.data : null
  const draft = before ? draftOf(before.id, before.body) : openDraft(account, post.grid?.id ?? null, visit ?? null)
  return <Reporting key={draft.replaces ?? draft.visit ?? account} first={draft} />
}

type Step = { readonly name: 'camera' | 'form' } | { readonly name: 'sent'; readonly id: string }

function Reporting({ first }: { readonly first: Draft }): ReactElement {
  const { post, ...session } = useActing()
  const account = accountOf(session)
  const navigate = useNavigate()
  const [draft, setDraft] = useState(first)
  const files = useKeptFiles(draft.id)
  const [chosen, setStep] = useState<Step | null>(null)
  const hasWords = draft.replaces !== null || draft.description !== '' || draft.classCode !== null
  const hasBegun = hasWords || files.photos.items.length > 0 || files.voices.length > 0
  // What was begun is gone on with; a new one begins with the camera.
  const step: Step = chosen ?? { name: hasBegun ? 'form' : 'camera' }
  const another = (): void => {
    dropDraft(account, draft.visit)
    setDraft(openDraft(account, post.grid?.id ?? null))
    setStep({ name: 'camera' })
  }
  const startOver = (): void => {
    files.photos.clear()
    another()
  }
  if (!chosen && !files.isLoaded) return <LoadingView />
  switch (step.name) {
    case 'camera':
      return (
        <Camera
          onPhoto={(photo) => {
            files.photos.add([photo])
            setStep({ name: 'form' })
          }}
          onSkip={() => setStep({ name: 'form' })}
        />
      )
    case 'form':
      return (
        <ReportForm
          draft={draft}
          files={files}
          onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          onStartOver={hasBegun && draft.replaces === null ? startOver : null}
          onKept={(id) => setStep({ name: 'sent', id })}
        />
      )
    case 'sent':
      return <Sent id={step.id} onAnother={another} onHome={() => void navigate({ to: '/' })} />
  }
}
