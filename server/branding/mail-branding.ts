/** The white label as mails wear it. */
import { printLogoName } from './find-brand-image.ts'
import type { Context } from '../platform/context.ts'
import type { MailBranding } from '../platform/mail/mail-html.ts'

export function mailBranding({ settings, publicUrl }: Context): MailBranding {
  const { productName, color, mailFrom, nameBesideLogo } = settings.current()
  const logo = printLogoName(settings)
  const version = logo && settings.brandImages()[logo]?.version
  return {
    name: productName,
    color,
    // The operator's own name for the sender stands, where they gave one.
    fromName: mailFrom.includes('<') && !/^\s*</.test(mailFrom) ? '' : productName,
    ...(logo && { logoUrl: `${publicUrl}/branding/${logo}?v=${version}`, nameBesideLogo }),
  }
}
