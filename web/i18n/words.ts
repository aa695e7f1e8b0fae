/** What a catalogue has to say: every key of the English one, each with a text of its own. */
import type { connection } from './en/connection.ts'
import type { film } from './en/film.ts'
import type hooks from './en/hooks.ts'
import type en from './en/index.ts'
import type { meetings } from './en/meetings.ts'
import type { room } from './en/room.ts'
import type system from './en/system.ts'

type Translated<Text> = {
  readonly [Key in keyof Text]: Text[Key] extends string ? string : Translated<Text[Key]>
}

/** All of it; what is loaded first, and what is loaded with the pages that say it. */
export type English = typeof en &
  typeof hooks &
  typeof system & {
    readonly meetings: typeof meetings
    readonly film: typeof film
    readonly room: typeof room
    readonly connection: typeof connection
  }
export type BaseWords = Translated<typeof en>
export type HookWords = Translated<typeof hooks>
export type SystemWords = Translated<typeof system>
/** The words of one area. */
export type Area<Name extends keyof English> = Translated<English[Name]>

/** Keys of texts that need no values. */
export type PlainKey<Text = English> = {
  [Key in keyof Text & string]: Text[Key] extends string
    ? Text[Key] extends `${string}{{${string}`
      ? never
      : Key
    : `${Key}.${PlainKey<Text[Key]>}`
}[keyof Text & string]
