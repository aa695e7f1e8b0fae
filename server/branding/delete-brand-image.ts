/** Takes a picture of the white label away; without one, the name stands for itself. With the logo its print goes. */
import type { BrandImageName } from '../platform/settings/settings-store.ts'
import type { Context } from '../platform/context.ts'
import { announceOnCommit } from '../platform/database/database.ts'
import { NotFound } from '../platform/errors.ts'
import { requireInstanceLevel, type Caller } from '../accounts/caller.ts'
import { recordAudit } from '../accounts/audit.ts'

export async function deleteBrandImage(
  context: Context,
  caller: Caller,
  name: BrandImageName,
): Promise<void> {
  requireInstanceLevel(caller)
  await context.database.transaction(async (tx) => {
    const names: BrandImageName[] = name === 'logo' ? ['logo', 'print-logo'] : [name]
    const gone = await tx.deleteFrom('brand_images').where('name', 'in', names).returning('name').execute()
    if (gone.length === 0) throw brandImageNotFound(name)
    await recordAudit(tx, caller, 'branding.image-deleted', name)
    announceOnCommit(tx, 'settings', 'branding')
  })
  await context.settings.reload()
}

export function brandImageNotFound(name: BrandImageName): NotFound {
  return new NotFound('brand-image-not-found', `This instance has no picture of its own as ${name}.`)
}
