const pad = (value: number): string => String(value).padStart(2, '0')

/** 14:30 of minutes after midnight. */
export const clockOf = (minute: number): string => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`

/** Minutes after midnight of 14:30; null where it is none. */
export function minuteOf(text: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text)
  return match ? Number(match[1]) * 60 + Number(match[2]) : null
}
