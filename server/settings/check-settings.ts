/** What a change of System Configuration has to keep to beside the form of single values. Pure. */
import type { FieldFaultCode } from '../../shared/field-faults.ts'
import { LIVEKIT_SECRET_MIN_LENGTH } from '../platform/config/media.ts'
import type { Settings } from '../platform/config/settings.ts'
import { faultOfSchedule } from '../platform/config/retry-schedule.ts'
import { InvalidInput, type InputError } from '../platform/errors.ts'
import { isTimeZone } from '../calendar/time-zone.ts'

const SENDER = /^[^<>@\r\n]*<[^\s@<>]+@[^\s@<>]+>$|^[^\s@<>]+@[^\s@<>]+$/
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^\[[0-9A-Fa-f:.]+\]$/

type Check = (isRight: boolean, names: (keyof Settings)[], code: FieldFaultCode, detail: string) => void

/** Address, key and secret go together; the secret belongs to the address that it was given for. */
function checkLiveKit(before: Settings, after: Settings, patch: Partial<Settings>, check: Check): void {
  const { liveKitUrl: url, liveKitApiSecret: secret } = patch
  const isMoved = url !== undefined && url !== before.liveKitUrl && url !== ''
  const isUrl = /^(https?|wss?):$/.test(URL.parse(after.liveKitUrl)?.protocol ?? '')
  check(!isMoved || isUrl, ['liveKitUrl'], 'url', 'Must be an http, https, ws or wss URL.')
  check(
    after.liveKitUrl === '' || after.liveKitApiKey !== '',
    ['liveKitApiKey', 'liveKitUrl'],
    'required',
    'LiveKit needs liveKitApiKey, the name of a key.',
  )
  check(
    !isMoved || Boolean(secret),
    ['liveKitApiSecret', 'liveKitUrl'],
    'required',
    'LiveKit needs liveKitApiSecret; with another address it has to be given again.',
  )
  check(
    !secret || secret.length >= LIVEKIT_SECRET_MIN_LENGTH,
    ['liveKitApiSecret'],
    'other',
    `LiveKit wants a secret of ${LIVEKIT_SECRET_MIN_LENGTH} characters or more.`,
  )
}

/** Throws InvalidInput with all that is wrong. A rule about two settings faults the one that is being changed. */
export function checkSettings(before: Settings, patch: Partial<Settings>): void {
  const after = { ...before, ...patch }
  const errors: InputError[] = []
  const check: Check = (isRight, names, code, detail) => {
    const changed = names.find((name) => name in patch)
    if (!isRight && changed) errors.push({ pointer: `/${changed}`, code, detail })
  }
  check(
    isTimeZone(after.timezone),
    ['timezone'],
    'timezone',
    'Must be the IANA name of a time zone, such as Europe/Zurich.',
  )
  check(after.productName.trim() !== '', ['productName'], 'empty', 'Must not be empty.')
  check(
    after.mailFrom === '' || SENDER.test(after.mailFrom.trim()),
    ['mailFrom'],
    'sender',
    'Must be an address, or a name with an address: Meetings <meetings@example.com>.',
  )
  check(
    after.smtpHost === '' || HOST.test(after.smtpHost),
    ['smtpHost'],
    'host',
    'Must be the name of a host.',
  )
  check(
    after.languages.some((language) => language === after.language.toLowerCase().split('-')[0]),
    ['languages', 'language'],
    'language-offered',
    'The language of the instance must be among those that are offered.',
  )
  check(
    !(after.meetingType === 'offTheRecord' && after.meetingIsRecorded),
    ['meetingIsRecorded', 'meetingType'],
    'never-recorded',
    'An off-the-record meeting is never recorded.',
  )
  checkLiveKit(before, after, patch, check)
  const scheduleFault = faultOfSchedule(after.retrySchedule)
  check(scheduleFault === null, ['retrySchedule'], 'other', scheduleFault ?? '')
  if (errors.length > 0) throw new InvalidInput(errors)
}
