/** Pictures of the white label. What was changed shows on the page at once. */
import { printLogoOf } from '../components/print-logo.ts'
import { wear } from '../shell/instance.ts'
import { call } from './client.ts'
import { queryClient } from './query-client.ts'
import { brandOf, type Settings, settingsQuery } from './settings.ts'

export type PictureName = 'logo' | 'icon'

/** The server says what it takes; this spares people the way there. */
export const PICTURE_LIMIT_BYTES = 512 * 1024
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml']

/** With a logo goes its print, since neither mails nor PDFs show every kind of picture. */
export async function savePicture(name: PictureName, file: Blob): Promise<void> {
  const print = name === 'logo' ? await printLogoOf(file) : null
  let settings = await call<Settings>('PUT', `/branding/${name}`, { body: file })
  if (print) settings = await call<Settings>('PUT', '/branding/print-logo', { body: print })
  queryClient.setQueryData(settingsQuery.queryKey, settings)
  wear(brandOf(settings))
}

export async function removePicture(name: PictureName): Promise<void> {
  await call('DELETE', `/branding/${name}`)
  wear(brandOf(await queryClient.fetchQuery({ ...settingsQuery, staleTime: 0 })))
}
