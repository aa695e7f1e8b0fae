/** The white label's colour on this page, ahead of `/branding.css`: while it is being chosen, and once it is saved. */

/** Since the page was loaded; null: `/branding.css` still says it. */
let saved: string | null = null

export function showColor(color: string): void {
  if (/^#[0-9a-f]{6}$/.test(color)) document.documentElement.style.setProperty('--brand', color)
}

export function keepColor(color: string): void {
  saved = color
  showColor(color)
}

/** Back to what is saved. */
export function forgetColor(): void {
  if (saved !== null) showColor(saved)
  else document.documentElement.style.removeProperty('--brand')
}
