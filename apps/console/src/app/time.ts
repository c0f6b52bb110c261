const pad = (value: number): string => String(value).padStart(2, '0')

/** The day of the person at the screen, YYYY-MM-DD; the offices of a district share its time zone. */
export function dayText(at: number | string | Date): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** 14:05 */
export function timeOfDay(at: number | string | Date): string {
  const date = new Date(at)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** Day and time in full, for paper: “today” means nothing there tomorrow. */
export const written = (at: number | string): string => `${dayText(at)} ${timeOfDay(at)}`

/** Local date and time of an `<input type="datetime-local">` as an ISO instant. */
export function localToIso(text: string): string {
  return new Date(text).toISOString()
}

/** An instant as `<input type="datetime-local">` wants it. */
export function isoToLocal(at: number | string | Date): string {
  return `${dayText(at)}T${timeOfDay(at)}`
}
