/**
 * Types that the runtime brings, named without needing them: with Node's or the browser's types a `Response` is
 * theirs, without either it is unknown, and this package compiles in both cases.
 */
export type Runtime<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer Instance }> ? Instance : unknown
