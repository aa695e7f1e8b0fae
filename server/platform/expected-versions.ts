/** `If-Match` in the domain: a writer who named the version that they saw is refused where somebody else was faster. */
import { VersionMismatch } from './errors.ts'

/** The writer believes to be changing one of these; null: whichever is stored. */
export type ExpectedVersions = readonly number[] | null

export function requireVersion(what: string, version: number, expected: ExpectedVersions): void {
  if (expected !== null && !expected.includes(version)) throw new VersionMismatch(what)
}
