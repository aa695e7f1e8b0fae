/**
 * What administrators are mailed about web hooks, in the languages that there is a catalogue for. A catalogue is a file
 * of its own; a language without one gets English.
 */
import { german } from './warning-words-de.ts'
import { english, type WarningWords } from './warning-words-en.ts'
import { french } from './warning-words-fr.ts'
import { italian } from './warning-words-it.ts'

export type { WarningWords } from './warning-words-en.ts'

const CATALOGUES: Record<string, WarningWords> = { en: english, de: german, fr: french, it: italian }

/** `language`: a BCP 47 tag, of which the first part decides. */
export function warningWords(language: string): WarningWords {
  const [primary = ''] = language.toLowerCase().split(/[-_]/)
  return Object.hasOwn(CATALOGUES, primary) ? CATALOGUES[primary]! : english
}
