/** 张三 → 张*, one star for each further character (GB/T 35273 practice: only the family name stays). */
export function maskName(name: string): string {
  const [first, ...rest] = [...name.trim()]
  if (first === undefined) return ''
  return first + '*'.repeat(Math.max(1, Math.min(rest.length, 3)))
}

/** 13812345678 → 138****5678; shorter numbers keep their last two digits. */
export function maskTelephone(telephone: string): string {
  const digits = telephone.replace(/\D/g, '')
  if (digits === '') return ''
  if (digits.length < 8) return '*'.repeat(Math.max(0, digits.length - 2)) + digits.slice(-2)
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`
}

/** What lists and tickets show of a reporter. Who asked for confidentiality shows nothing at all. */
export function reporterLabel(reporter: {
  readonly name?: string
  readonly telephone?: string
  readonly confidential?: boolean
}): string {
  if (reporter.confidential) return '***'
  return [maskName(reporter.name ?? ''), maskTelephone(reporter.telephone ?? '')].filter(Boolean).join(' ')
}
