/**
 * What administrators are mailed about web hooks, in the languages that there is a catalogue for. A catalogue is a file
 * of its own; a language without one gets English.
 */
import type { WarningCode } from '../database/tables.ts'
import { german } from './warning-words-de.ts'
import { english } from './warning-words-en.ts'
import { french } from './warning-words-fr.ts'
import { italian } from './warning-words-it.ts'

export interface WarningWords {
  /** BCP 47: how times are written, and the language of the mail. */
  locale: string
  greeting: (name: string) => string
  /** `webHook`: its name, or the hook that it serves. */
  subject: Record<WarningCode, (webHook: string) => string>
  /** What happened, and what to do. */
  opening: Record<WarningCode, string>
  webHook: string
  receiver: string
  since: string
  deadline: string
  details: string
  open: string
  closing: string
}

const CATALOGUES: Record<string, WarningWords> = { en: english, de: german, fr: french, it: italian }

/** `language`: a BCP 47 tag, of which the first part decides. */
export function warningWords(language: string): WarningWords {
  const [primary = ''] = language.toLowerCase().split(/[-_]/)
  return Object.hasOwn(CATALOGUES, primary) ? CATALOGUES[primary]! : english
}
