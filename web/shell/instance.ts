/**
 * What every page shows of the white label beside its name and colour: pictures, and the languages to choose from. The
 * server writes it into `index.html`; System Configuration changes it in place.
 */
import { create } from '../store.ts'
import type { PageBrand } from '../../server/api/schemas/branding.ts'

const meta = document.querySelector<HTMLMetaElement>('meta[name="brand"]')
const written = JSON.parse(meta?.content ?? '{}') as Partial<PageBrand>

export const instance = create<PageBrand>({
  languages: ['en', 'de', 'fr', 'it'],
  signInBy: null,
  mailsLinks: false,
  needsSetUp: false,
  nameBesideLogo: true,
  logo: null,
  icon: null,
  ...written,
})

/** What of it System Configuration changes; the environment says the rest. */
export type SettableBrand = Omit<PageBrand, 'signInBy' | 'mailsLinks' | 'needsSetUp'>

/** A changed icon shows in the browser's tab at once. */
export function wear(brand: SettableBrand): void {
  instance.set({ ...instance.get(), ...brand })
  document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.setAttribute('href', iconUrl(brand))
}

/** Without a picture of its own, the first letter of the name. */
export function iconUrl({ icon }: SettableBrand): string {
  return icon === null ? '/branding/icon' : `/branding/icon?v=${icon}`
}

export function logoUrl({ logo }: SettableBrand): string | null {
  return logo === null ? null : `/branding/logo?v=${logo}`
}
