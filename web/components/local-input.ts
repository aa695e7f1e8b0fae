/** The browser's `datetime-local` inputs know local time without a zone; here it becomes a moment, and back. */

export function toLocalInput(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** Null where nothing, or nothing complete, was given. */
export function fromLocalInput(text: string): Date | null {
  if (text === '') return null
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}
