/** What is wrong with one field, said at the field. */
export function FieldError({ id, text }: { readonly id: string; readonly text: string | null }) {
  return text === null ? null : (
    <p className="lc-bad" role="alert" id={`${id}-fault`}>
      {text}
    </p>
  )
}
