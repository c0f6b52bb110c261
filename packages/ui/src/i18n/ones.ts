/** Texts in English: those of the Chinese, and beside any of them a form for exactly one (`…_one`). */
export type InEnglish<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : InEnglish<Texts[Key]>
} & { readonly [Key in keyof Texts & string as `${Key}_one`]?: string }
