/**
 * The HTML form of a mail: one column, styles inline, nothing loaded but the logo, because that is what mail programs
 * show reliably.
 *
 * Everything is escaped here and nowhere else; addresses are links only where they are http or https, so that no
 * topic, name or setting becomes markup or script.
 */
export interface MailBranding {
  /** The product's name as people know it. */
  name: string
  /** Accent colour, `#rrggbb`. */
  color?: string
  /** Absolute. */
  logoUrl?: string
  /** Whether the name stands beside the logo, too. */
  nameBesideLogo?: boolean
  /** The sender's name. */
  fromName: string
}

export interface MailPage {
  locale: string
  title: string
  greeting: string
  opening: string
  /** Label and value. */
  rows: readonly (readonly [string, string])[]
  action: { label: string; url: string } | null
  closing: string
}

const DEFAULT_COLOR = '#1f6feb'

export function renderMail(page: MailPage, branding: MailBranding): string {
  const color = /^#[0-9a-f]{6}$/i.test(branding.color ?? '') ? branding.color! : DEFAULT_COLOR
  const rows = page.rows.map(
    ([label, value]) =>
      `<tr><td style="padding:4px 16px 4px 0;color:#57606a;vertical-align:top">${escape(label)}</td>` +
      `<td style="padding:4px 0;white-space:pre-line">${escape(value)}</td></tr>`,
  )
  return `<!doctype html>
<html lang="${escape(page.locale)}">
<head><meta charset="utf-8"><title>${escape(page.title)}</title></head>
<body style="margin:0;padding:24px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5;color:#1f2328">
<div style="max-width:560px;margin:0 auto">
${renderBrand(branding)}
<h1 style="font-size:20px;margin:24px 0 16px">${escape(page.title)}</h1>
<p>${escape(page.greeting)}</p>
<p>${escape(page.opening)}</p>
<table role="presentation" style="border-collapse:collapse;margin:16px 0">
${rows.join('\n')}
</table>
${page.action ? renderAction(page.action, color) : ''}
<p style="color:#57606a;font-size:14px">${escape(page.closing)}</p>
</div>
</body>
</html>
`
}

function renderBrand({ name, logoUrl, nameBesideLogo = false }: MailBranding): string {
  if (!logoUrl || !isWebAddress(logoUrl)) return `<div style="font-weight:600">${escape(name)}</div>`
  const alt = nameBesideLogo ? '' : escape(name)
  const logo = `<img src="${escape(logoUrl)}" alt="${alt}" height="40" style="height:40px;border:0;vertical-align:middle">`
  return nameBesideLogo
    ? `<div style="font-weight:600">${logo}&nbsp;&nbsp;${escape(name)}</div>`
    : `<div>${logo}</div>`
}

function renderAction({ label, url }: { label: string; url: string }, color: string): string {
  if (!isWebAddress(url)) return `<p>${escape(url)}</p>`
  const style = `display:inline-block;padding:10px 20px;border-radius:6px;text-decoration:none;background:${color};color:${textOn(color)}`
  return (
    `<p><a href="${escape(url)}" style="${style}">${escape(label)}</a></p>\n` +
    `<p style="font-size:14px"><a href="${escape(url)}" style="color:#57606a">${escape(url)}</a></p>`
  )
}

function escape(value: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return value.replace(/[&<>"']/g, (character) => entities[character]!)
}

function isWebAddress(url: string): boolean {
  const protocol = URL.parse(url)?.protocol
  return protocol === 'https:' || protocol === 'http:'
}

/** White or black, whichever stands out more from `color` (WCAG 2 contrast). */
function textOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000'
}
