/** Reads pictures of the white label. */
import type { BrandImageName, SettingsStore } from '../platform/settings/settings-store.ts'
import type { Queries } from '../platform/database/database.ts'
import { isPrintable } from './printable-image.ts'
import type { ImageType } from './recognise-image.ts'

export interface BrandImage {
  mediaType: ImageType
  bytes: Buffer
  /** Changes with the picture. */
  version: string
}

export async function findBrandImage(queries: Queries, name: BrandImageName): Promise<BrandImage | null> {
  const row = await queries
    .selectFrom('brand_images')
    .select(['media_type', 'bytes', 'version'])
    .where('name', '=', name)
    .executeTakeFirst()
  return row ? { mediaType: row.media_type, bytes: row.bytes, version: row.version } : null
}

/** The picture for mails, which show neither SVG nor WebP: what was uploaded for them, else the logo if it will do. */
export function printLogoName(settings: SettingsStore): BrandImageName | null {
  const images = settings.brandImages()
  if (images['print-logo']) return 'print-logo'
  return /^image\/(png|jpeg)$/.test(images.logo?.mediaType ?? '') ? 'logo' : null
}

/** The picture for PDFs, ready to be put into one; null where there is none that can be. */
export async function findPrintLogo(queries: Queries, settings: SettingsStore): Promise<Buffer | null> {
  const name = printLogoName(settings)
  const image = name && (await findBrandImage(queries, name))
  return image && isPrintable(image.bytes) ? image.bytes : null
}
