/** Pictures of the white label. */
import { Type } from 'typebox'

export const BrandImageParams = Type.Object({
  name: Type.Enum(['logo', 'print-logo', 'icon'], {
    description: 'logo: on pages; print-logo: in mails and PDFs, in place of the logo; icon: of browser tabs',
  }),
})

/** In every page that is sent, so that the first one painted wears it already. */
export interface PageBrand {
  /** Those that people may choose. */
  languages: string[]
  /** Name of the OpenID provider that people may sign in by; null: there is none. */
  signInBy: string | null
  /** Whether a forgotten password can be set by a link that is mailed. */
  mailsLinks: boolean
  /** Nobody has a password yet: the link that the server printed comes first. */
  needsSetUp: boolean
  nameBesideLogo: boolean
  /** Versions of the pictures; null: there is none. */
  logo: string | null
  icon: string | null
}
