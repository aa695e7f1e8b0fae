/**
 * What the types cannot prove of the catalogues: that every problem of the server has words, that no placeholder got
 * lost on the way into another language, that nothing was left in English, and that quotation marks are the
 * language's own.
 */
import { describe, expect, test } from 'vitest'
// oxlint-disable-next-line no-restricted-imports -- pages never import it; this test compares what both sides say
import { problemTitles } from '../../server/api/problem-titles.ts'
import deHooks from './de/hooks.ts'
import { meetings as deMeetings } from './de/meetings.ts'
import de from './de/index.ts'
import { connection as deConnection } from './de/connection.ts'
import { film as deFilm } from './de/film.ts'
import { room as deRoom } from './de/room.ts'
import deSystem from './de/system.ts'
import enHooks from './en/hooks.ts'
import { meetings as enMeetings } from './en/meetings.ts'
import en from './en/index.ts'
import { connection as enConnection } from './en/connection.ts'
import { film as enFilm } from './en/film.ts'
import { room as enRoom } from './en/room.ts'
import enSystem from './en/system.ts'
import frHooks from './fr/hooks.ts'
import { meetings as frMeetings } from './fr/meetings.ts'
import fr from './fr/index.ts'
import { connection as frConnection } from './fr/connection.ts'
import { film as frFilm } from './fr/film.ts'
import { room as frRoom } from './fr/room.ts'
import frSystem from './fr/system.ts'
import itHooks from './it/hooks.ts'
import { meetings as itMeetings } from './it/meetings.ts'
import it from './it/index.ts'
import { connection as itConnection } from './it/connection.ts'
import { film as itFilm } from './it/film.ts'
import { room as itRoom } from './it/room.ts'
import itSystem from './it/system.ts'

const english = textsOf({
  ...en,
  ...enHooks,
  meetings: enMeetings,
  ...enSystem,
  room: enRoom,
  connection: enConnection,
  film: enFilm,
})
const translations = {
  de: textsOf({
    ...de,
    ...deHooks,
    meetings: deMeetings,
    ...deSystem,
    room: deRoom,
    connection: deConnection,
    film: deFilm,
  }),
  fr: textsOf({
    ...fr,
    ...frHooks,
    meetings: frMeetings,
    ...frSystem,
    room: frRoom,
    connection: frConnection,
    film: frFilm,
  }),
  it: textsOf({
    ...it,
    ...itHooks,
    meetings: itMeetings,
    ...itSystem,
    room: itRoom,
    connection: itConnection,
    film: itFilm,
  }),
}
const catalogues = { en: english, ...translations }

/** The app's own: no answer came, so no problem did. */
const NOT_OF_THE_SERVER = 'unanswered'

/** What is written in these languages as it is in English. */
const SAME_EVERYWHERE = ['Logo', 'Standard', 'TLS', 'URL']
const SAME_AS_ENGLISH: Record<keyof typeof translations, readonly string[]> = {
  de: [
    'Administrator',
    'Chat',
    'Code',
    'Link',
    'Live',
    'Name',
    'PIN',
    'PIN: {{pin}}',
    'Port',
    'Server',
    'System',
    'Version',
  ],
  fr: [
    'Actions',
    'Administration',
    'Code',
    'Configuration',
    'Date',
    'Documents',
    'Instance',
    'Menu',
    'Participant',
    'Participants',
    'Port',
    'Questions',
    'Signature',
    'Total',
    'Version',
  ],
  it: [
    'Account',
    'Chat',
    'Database',
    'Endpoint',
    'Link',
    'Menu',
    'No',
    'Password',
    'PIN',
    'PIN: {{pin}}',
    'Sandbox',
    'Server',
    'Test',
  ],
}

const QUOTATION_MARKS = {
  en: /[„«»"]/,
  de: /[«»"]|“[^”“]*”/,
  fr: /[„“”"]|«(?! )|(?<! )»/,
  it: /[„“”"]|« | »/,
}

describe.each(Object.entries(catalogues))('%s', (_language, texts) => {
  test('words every problem that the server has, and no other', () => {
    const worded = [...texts.keys()].filter((key) => key.startsWith('problems.titles.'))
    expect(worded.map((key) => key.replace('problems.titles.', '')).toSorted()).toEqual(
      [...Object.keys(problemTitles), NOT_OF_THE_SERVER].toSorted(),
    )
  })

  test('says something at every key, for one and for many', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
    const plurals = [...texts.keys()].filter((key) => key.endsWith('_one'))
    expect(plurals.filter((key) => !texts.has(key.replace(/_one$/, '_other')))).toEqual([])
  })
})

describe.each(Object.entries(translations))('%s', (language, texts) => {
  test('has the keys of the English catalogue', () => {
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  test('has the placeholders of the English catalogue, text by text', () => {
    const differing = [...texts].filter(
      ([key, text]) => placeholdersOf(text).join() !== placeholdersOf(english.get(key) ?? '').join(),
    )
    expect(differing).toEqual([])
  })

  test('leaves nothing in English but what is the same', () => {
    const same = [...texts].filter(([key, text]) => english.get(key) === text && isWorded(text))
    const expected = [...SAME_EVERYWHERE, ...SAME_AS_ENGLISH[language as keyof typeof translations]]
    expect(same.filter(([, text]) => !expected.includes(text))).toEqual([])
    expect(expected.filter((word) => !same.some(([, text]) => text === word))).toEqual([])
  })
})

test.each(Object.entries(QUOTATION_MARKS))(
  '%s has the quotation marks of its language',
  (language, foreign) => {
    const texts = [...catalogues[language as keyof typeof catalogues]]
    expect(texts.filter(([, text]) => foreign.test(text))).toEqual([])
    expect(texts.filter(([, text]) => text.includes("'"))).toEqual([])
  },
)

/** By their paths: `problems.titles.invalid-input`. */
function textsOf(words: object, path = ''): Map<string, string> {
  const entries = Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : [...textsOf(value as object, `${path}${key}.`)],
  )
  return new Map(entries)
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').toSorted()
}

/** Not only placeholders and signs between them. */
function isWorded(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(/\{\{\w+\}\}/g, ''))
}
