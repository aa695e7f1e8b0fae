/** An action of the audit trail, `resource.verb`, in the language of the page. Pure. */
import type { TFunction } from 'i18next'

const resources = [
  'account',
  'api-key',
  'branding',
  'delivery',
  'event',
  'instance',
  'mail',
  'meeting',
  'recording',
  'room',
  'settings',
  'user',
  'web-hook',
] as const

const verbs = [
  'admitted',
  'api-key-rotated',
  'cancelled',
  'caught-up',
  'changed',
  'closed',
  'created',
  'deleted',
  'erased',
  'expired',
  'given-up',
  'image-changed',
  'image-deleted',
  'invited',
  'link-created',
  'profile-changed',
  'replay-cancelled',
  'replayed',
  'resent',
  'revoked',
  'scheduled',
  'secret-rotated',
  'signed-in',
  'tested',
  'totp-disabled',
  'totp-enabled',
  'tried-now',
  'updated',
  'warned',
  'password-set',
  'set-up',
] as const

/** Null for a code that these pages do not know. */
export function auditWords(code: string, t: TFunction): string | null {
  const [of, what] = code.split('.')
  const resource = resources.find((each) => each === of)
  const verb = verbs.find((each) => each === what)
  return resource && verb ? `${t(`audit.resources.${resource}`)}: ${t(`audit.verbs.${verb}`)}` : null
}
