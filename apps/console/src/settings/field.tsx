import { problemIn } from '@lianxin/ui'
import { cloneElement, useId, type ReactElement, type ReactNode } from 'react'

interface FieldProps {
  readonly label: ReactNode
  /** What it is for, where the label does not say it. */
  readonly help?: ReactNode
  /** Error of the last attempt; what it says about `pointer` is shown here. */
  readonly error?: unknown
  /** JSON pointer of the field in the request, such as `/code`. */
  readonly pointer?: string
  readonly required?: boolean
  readonly children: ReactElement<{ id?: string; status?: '' | 'error'; 'aria-describedby'?: string }>
}

/** What an attempt says about a field. */
export function faultsAt(error: unknown, pointer: string | undefined): readonly string[] {
  if (pointer === undefined) return []
  const errors = problemIn(error)?.errors ?? []
  return errors
    .filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))
    .map((one) => one.detail)
}

/** A labelled field with its help, and what was wrong with it right below. */
export function Field({ label, help, error, pointer, required, children }: FieldProps) {
  const id = useId()
  const faults = faultsAt(error, pointer)
  return (
    <div className="lc-field">
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="lc-required" aria-hidden>
            {' *'}
          </span>
        )}
      </label>
      {cloneElement(children, {
        id,
        status: faults.length > 0 ? 'error' : '',
        'aria-describedby': `${id}-help`,
      })}
      <div id={`${id}-help`}>
        {faults.map((fault) => (
          <p key={fault} className="lc-bad" role="alert">
            {fault}
          </p>
        ))}
        {help !== undefined && <p className="lc-help">{help}</p>}
      </div>
    </div>
  )
}
