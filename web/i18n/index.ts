/**
 * The words of the app, one catalogue per language, loaded when it is needed; what only some pages say is a part of
 * its own, which their routes ask for (`needWords`). English is the one whose keys count; the types make the others
 * follow it. Dates and numbers are written as the browser's region does it, in the language of the page.
 */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { instance } from '../shell/instance.ts'
import { finishWords } from './finish-words.ts'

export const languages = { en: 'English', de: 'Deutsch', fr: 'Français', it: 'Italiano' } as const
export type Language = keyof typeof languages

const STORAGE_KEY = 'language'

/** What is said everywhere; meetings; the player of a recording; web hooks and deliveries; System Configuration; the meeting room; the connection test. */
export type Part = 'base' | 'meetings' | 'film' | 'hooks' | 'system' | 'room' | 'connection'

const catalogues: Record<Language, Record<Part, () => Promise<object>>> = {
  en: {
    base: async () => (await import('./en/index.ts')).default,
    meetings: () => import('./en/meetings.ts'),
    film: () => import('./en/film.ts'),
    hooks: async () => (await import('./en/hooks.ts')).default,
    system: async () => (await import('./en/system.ts')).default,
    room: () => import('./en/room.ts'),
    connection: () => import('./en/connection.ts'),
  },
  de: {
    base: async () => (await import('./de/index.ts')).default,
    meetings: () => import('./de/meetings.ts'),
    film: () => import('./de/film.ts'),
    hooks: async () => (await import('./de/hooks.ts')).default,
    system: async () => (await import('./de/system.ts')).default,
    room: () => import('./de/room.ts'),
    connection: () => import('./de/connection.ts'),
  },
  fr: {
    base: async () => (await import('./fr/index.ts')).default,
    meetings: () => import('./fr/meetings.ts'),
    film: () => import('./fr/film.ts'),
    hooks: async () => (await import('./fr/hooks.ts')).default,
    system: async () => (await import('./fr/system.ts')).default,
    room: () => import('./fr/room.ts'),
    connection: () => import('./fr/connection.ts'),
  },
  it: {
    base: async () => (await import('./it/index.ts')).default,
    meetings: () => import('./it/meetings.ts'),
    film: () => import('./it/film.ts'),
    hooks: async () => (await import('./it/hooks.ts')).default,
    system: async () => (await import('./it/system.ts')).default,
    room: () => import('./it/room.ts'),
    connection: () => import('./it/connection.ts'),
  },
}

/** Those that some page asked for: they come along when the language changes. */
const needed = new Set<Part>(['base'])
const loaded = new Set<string>()

/** Those of the languages that the operator offers, by their own names. */
export function offeredLanguages(offered: readonly string[]): [Language, string][] {
  const all = Object.entries(languages) as [Language, string][]
  return all.filter(([language]) => offered.includes(language))
}

/** With what the person chose last in this browser, else what the browser prefers, else the instance. */
export async function startWords(instanceLanguage: string): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    lng: 'en',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  const wanted = [remembered(), ...navigator.languages, instanceLanguage].flatMap(known)
  const { languages: offered } = instance.get()
  await speak(wanted.find((language) => offered.includes(language)) ?? 'en')
}

/** Changes the language of the page; a tag such as `fr-CH` that has no catalogue of its own means `fr`. */
export async function speak(tag: string): Promise<void> {
  const [language = 'en'] = known(tag)
  await Promise.all([...needed].map((part) => load(language, part)))
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** As `speak`, because the person says so: this browser begins with it from now on. */
export async function chooseLanguage(tag: string): Promise<void> {
  await speak(tag)
  remember(currentLanguage())
}

/** Before a page is shown that says them. */
export async function needWords(...parts: Part[]): Promise<void> {
  for (const part of parts) needed.add(part)
  await Promise.all(parts.map((part) => load(currentLanguage(), part)))
}

async function load(language: Language, part: Part): Promise<void> {
  const name = `${language} ${part}`
  if (loaded.has(name)) return
  const words = await catalogues[language][part]()
  i18next.addResourceBundle(language, 'translation', finishWords(language, words), true, true)
  loaded.add(name)
}

/** The language of the page. */
export function currentLanguage(): Language {
  return known(i18next.language)[0] ?? 'en'
}

/** For dates and numbers: the page's language as it is written in the browser's region, such as `de-CH`. */
export function locale(): string {
  const language = currentLanguage()
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language
}

export function known(tag: string | null): Language[] {
  const language = tag?.toLowerCase().split('-')[0] ?? ''
  return Object.hasOwn(languages, language) ? [language as Language] : []
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY)
  } catch {
    return null
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language)
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
}
