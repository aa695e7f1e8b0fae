/**
 * Puts a picture of the white label into the place of the former one, in every process at once. A new logo takes the
 * print logo of the former away: it showed something else.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { BrandImageName } from '../platform/settings/settings-store.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit } from '../platform/database/database.ts'
import { invalid } from '../platform/errors.ts'
import { requireInstanceLevel, type Caller } from '../accounts/caller.ts'
import { recogniseImage } from './recognise-image.ts'
import { recordAudit } from '../accounts/audit.ts'

export const BRAND_IMAGE_LIMIT_BYTES = 512 * 1024
const VERSION_LENGTH = 16

/** Throws InvalidInput for what is no picture that we show. */
export async function storeBrandImage(
  context: Context,
  caller: Caller,
  name: BrandImageName,
  bytes: Buffer,
): Promise<void> {
  requireInstanceLevel(caller)
  const mediaType = recogniseImage(bytes)
  if (mediaType === null)
    throw invalid('', 'This is no PNG, JPEG, WebP or SVG. Upload one of these.', 'picture')
  const version = createHash('sha256').update(bytes).digest('base64url').slice(0, VERSION_LENGTH)
  const picture = { media_type: mediaType, bytes, version }
  await context.database.transaction(async (tx) => {
    await tx
      .insertInto('brand_images')
      .values({ name, ...picture })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ ...picture, updated_at: sql`now()` }))
      .execute()
    if (name === 'logo') await tx.deleteFrom('brand_images').where('name', '=', 'print-logo').execute()
    await recordAudit(tx, caller, 'branding.image-changed', name, { mediaType, bytes: bytes.length })
    announceOnCommit(tx, 'settings', 'branding')
  })
  await context.settings.reload()
}
