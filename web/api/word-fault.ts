/**
 * What is wrong with one field, in the language of the page. The server words faults in English; those that its
 * validator makes follow a few patterns, which are translated here. Others are shown as the server said them.
 */
import i18next, { type ParseKeys } from 'i18next'
import type { FieldFault } from './problem.ts'

type FaultKey = Extract<ParseKeys, `faults.${string}`>

const patterns: [pattern: RegExp, key: FaultKey][] = [
  [/^This field is required\.$/, 'faults.required'],
  [/^Must not be empty\.$/, 'faults.required'],
  [/^There is no such field, or it cannot be set here\.$/, 'faults.unknown'],
  [/^Must have (?<limit>\d+) characters or more\.$/, 'faults.minLength'],
  [/^Must have (?<limit>\d+) characters or fewer\.$/, 'faults.maxLength'],
  [/^Must have (?<limit>\d+) elements or more\.$/, 'faults.minItems'],
  [/^Must have (?<limit>\d+) elements or fewer\.$/, 'faults.maxItems'],
  [/^Must be (?<limit>-?[\d.]+) or more\.$/, 'faults.minimum'],
  [/^Must be (?<limit>-?[\d.]+) or less\.$/, 'faults.maximum'],
  [/^Must be more than (?<limit>-?[\d.]+)\.$/, 'faults.moreThan'],
  [/^Must be an e-mail address\.$/, 'faults.email'],
  [/expected here: (An e-mail address|What (they will|to) sign in with)/, 'faults.email'],
  [/^Must be the (IANA )?name of a time zone/, 'faults.timezone'],
  [/^Must be an absolute URL\.$/, 'faults.url'],
  [/^Must be a whole number\.$/, 'faults.wholeNumber'],
  [/^This setting is fixed by an environment variable/, 'faults.locked'],
  [/^This is not your current password\.$/, 'faults.wrongPassword'],
  [/^This password is easily guessed\./, 'faults.guessable'],
  [/expected here: An accent colour/, 'faults.color'],
  [/date and time in ISO 8601/, 'faults.dateTime'],
  [/^This code does not belong to the secret\./, 'faults.wrongCode'],
  [/^This is no PNG, JPEG, WebP or SVG\./, 'faults.noPicture'],
  [/^Must be an address, or a name with an address/, 'faults.sender'],
  [/^Must be the name of a host\.$/, 'faults.host'],
  [/^The language of the instance must be among/, 'faults.languageOffered'],
  [/^An off-the-record meeting is never recorded\.$/, 'faults.neverRecorded'],
  [/^Another web hook has this name\.$/, 'faults.nameTaken'],
]

export function wordFault({ detail }: FieldFault): string {
  for (const [pattern, key] of patterns) {
    const found = pattern.exec(detail)
    if (!found) continue
    const limit = found.groups?.['limit'] ?? ''
    return i18next.t(key, { limit })
  }
  return detail
}
