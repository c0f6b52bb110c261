import { LoadingView, ProblemView } from '@lianxin/ui'
import { Empty } from 'antd'
import type { ReactNode } from 'react'

interface Answer<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  readonly refetch: () => unknown
}

/** Loading, failed and loaded, the same on every screen: old data stays visible below a failed refresh. */
export function Loaded<T>({
  answer,
  children,
}: {
  readonly answer: Answer<T>
  readonly children: (data: T) => ReactNode
}) {
  return (
    <>
      {answer.error !== null && <ProblemView error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && children(answer.data)}
      {answer.data === undefined && answer.isPending && <LoadingView />}
    </>
  )
}

/** The problem of the last attempt, above the buttons of a form; what was typed stays. */
export function Refused({ error }: { readonly error: unknown }) {
  return error === null || error === undefined ? null : <ProblemView error={error} />
}

/** Nothing here: says why that is fine or what to do. */
export function Nothing({
  text,
  hint,
  children,
}: {
  readonly text: string
  readonly hint?: string
  readonly children?: ReactNode
}) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      className="lc-nothing"
      description={
        <>
          <strong>{text}</strong>
          {hint && <p>{hint}</p>}
        </>
      }
    >
      {children}
    </Empty>
  )
}
