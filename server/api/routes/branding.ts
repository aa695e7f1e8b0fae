/**
 * Pictures of the white label are brought and taken away here. What they show is public, at `/branding/…` (see
 * serve-branding). The body is the picture itself; what it is is found out from its bytes, whatever it is called.
 */
import { BRAND_IMAGE_LIMIT_BYTES, storeBrandImage } from '../../branding/store-brand-image.ts'
import { deleteBrandImage } from '../../branding/delete-brand-image.ts'
import type { Context } from '../../platform/context.ts'
import type { Api } from '../api.ts'
import { BrandImageParams } from '../schemas/branding.ts'
import { Nothing } from '../schemas/fields.ts'
import { SettingsView } from '../schemas/settings.ts'
import { presentSettings } from './settings.ts'

const tags = ['administration']

export function registerBrandingRoutes(api: Api, context: Context): void {
  void api.register(async (uploads) => registerUpload(uploads, context))

  api.delete(
    '/branding/:name',
    {
      config: { scope: 'administration:write' },
      schema: {
        operationId: 'deleteBrandImage',
        tags,
        summary: 'Takes a picture of the white label away',
        params: BrandImageParams,
        response: { 204: Nothing },
      },
    },
    async ({ caller, params }, reply) => {
      await deleteBrandImage(context, caller, params.name)
      return reply.code(204).send()
    },
  )
}

function registerUpload(api: Api, context: Context): void {
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  api.put(
    '/branding/:name',
    {
      bodyLimit: BRAND_IMAGE_LIMIT_BYTES,
      config: { scope: 'administration:write', bodyMediaType: 'application/octet-stream' },
      schema: {
        operationId: 'storeBrandImage',
        tags,
        summary: 'Brings a picture of the white label',
        description:
          'The body is a PNG, JPEG, WebP or SVG of up to 512 KiB; which of them is read from its bytes, whatever ' +
          'Content-Type says. It shows at once. A new logo takes the print logo away.',
        params: BrandImageParams,
        response: { 200: SettingsView },
      },
    },
    async ({ caller, params, body }) => {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
      await storeBrandImage(context, caller, params.name, bytes)
      return presentSettings(context)
    },
  )
}
