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
  nameBesideLogo: boolean
  /** Versions of the pictures; null: there is none. */
  logo: string | null
  icon: string | null
}
