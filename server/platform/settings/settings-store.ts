/**
 * The settings in force. A setting comes from its environment variable where that is set (and is then locked), else
 * from the database, else from its default. Every process keeps a copy and reads it again when another process has
 * announced a change, and once a minute in case the announcement was lost.
 */
import { sql } from 'kysely'
import { Value } from 'typebox/value'
import { DEFAULT_SETTINGS, SettingsSchema, type SettingName, type Settings } from '../config/settings.ts'
import type { Queries, Transaction } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { invalid } from '../errors.ts'

export type BrandImageName = Tables['brand_images']['name']
/** Which pictures the white label has: kept with the settings, without their bytes, since every page asks. */
export type BrandImages = Partial<Record<BrandImageName, { version: string; mediaType: string }>>

export interface SettingsStore {
  /** The settings in force. */
  current(): Settings
  brandImages(): BrandImages
  /** What environment variables fix; these cannot be changed here. */
  readonly locked: Partial<Settings>
  reload(): Promise<void>
  change(tx: Transaction, patch: Partial<Settings>): Promise<void>
}

export async function openSettings(queries: Queries, locked: Partial<Settings>): Promise<SettingsStore> {
  let settings: Settings = { ...DEFAULT_SETTINGS, ...locked }
  let images: BrandImages = {}

  async function reload() {
    const rows = await queries.selectFrom('settings').select(['name', 'value']).execute()
    const known = rows.filter(
      ({ name, value }) => isSetting(name) && Value.Check(SettingsSchema.properties[name], value),
    )
    const stored = Object.fromEntries(known.map(({ name, value }) => [name, value])) as Partial<Settings>
    settings = { ...DEFAULT_SETTINGS, ...stored, ...locked }
    const pictures = await queries
      .selectFrom('brand_images')
      .select(['name', 'version', 'media_type'])
      .execute()
    images = Object.fromEntries(
      pictures.map(({ name, version, media_type }) => [name, { version, mediaType: media_type }]),
    )
  }

  await reload()
  return {
    current: () => settings,
    brandImages: () => images,
    locked,
    reload,
    async change(tx, patch) {
      for (const [name, value] of Object.entries(patch)) {
        if (!isSetting(name)) throw invalid(`/${name}`, 'There is no such setting.', 'unknown-field')
        if (name in locked)
          throw invalid(
            `/${name}`,
            'This setting is fixed by an environment variable of the server.',
            'locked',
          )
        if (!Value.Check(SettingsSchema.properties[name], value))
          throw invalid(`/${name}`, 'This value is not possible here.', 'not-possible')
        await tx
          .insertInto('settings')
          .values({ name, value: JSON.stringify(value) })
          .onConflict((conflict) =>
            conflict.column('name').doUpdateSet({ value: JSON.stringify(value), updated_at: sql`now()` }),
          )
          .execute()
      }
    },
  }
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SettingsSchema.properties, name)
}
