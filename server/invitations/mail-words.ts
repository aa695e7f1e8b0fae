/**
 * What invitation mails say, in the languages that there is a catalogue for. A catalogue is a file of its own; a
 * language without one gets English.
 */
import { german } from './mail-words-de.ts'
import { english, type MailWords } from './mail-words-en.ts'
import { french } from './mail-words-fr.ts'
import { italian } from './mail-words-it.ts'

export type { MailKind, MailWords } from './mail-words-en.ts'

const CATALOGUES: Record<string, MailWords> = { en: english, de: german, fr: french, it: italian }

/** `language`: a BCP 47 tag, of which the first part decides. */
export function mailWords(language: string): MailWords {
  const [primary = ''] = language.toLowerCase().split(/[-_]/)
  return Object.hasOwn(CATALOGUES, primary) ? CATALOGUES[primary]! : english
}
