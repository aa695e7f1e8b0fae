/** System Configuration. */
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { SettingsPatch, SettingsView, TestMailOutcome } from '../../server/api/schemas/settings.ts'
import { type SettableBrand, wear } from '../shell/instance.ts'
import { productName } from '../shell/product-name.ts'
import { keepColor } from '../theme-color.ts'
import { call } from './client.ts'
import { queryClient } from './query-client.ts'

export type { TestMailOutcome }
export type Settings = Static<typeof SettingsView>
export type SettingsPatch = Static<typeof SettingsPatch>
export type SettingName = keyof SettingsPatch

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => call<Settings>('GET', '/settings'),
})

/** A new name, colour or choice of languages shows at once. */
export async function changeSettings(patch: SettingsPatch): Promise<Settings> {
  const settings = await call<Settings>('PATCH', '/settings', { body: patch })
  queryClient.setQueryData(settingsQuery.queryKey, settings)
  productName.set(settings.productName)
  keepColor(settings.color)
  wear(brandOf(settings))
  return settings
}

/** What of it every page shows. */
export function brandOf({ languages, nameBesideLogo, images: { logo, icon } }: Settings): SettableBrand {
  return { languages, nameBesideLogo, logo: logo?.version ?? null, icon: icon?.version ?? null }
}

/** At once, by the saved settings. */
export const sendTestMail = (to: string) =>
  call<TestMailOutcome>('POST', '/settings/test-mail', { body: { to } })
