/**
 * Holds the bytes of an outgoing body against the document: the documented keys, all of them, in the documented
 * order, no others, each of its documented type. For tests, the sender's and a listener's; a listener in production
 * uses `receiveHookCall`, which lets through what a newer server adds.
 *
 * Parsing hides some departures: of a key that occurs twice only the last is left, and `1.0` reads as `1`. So the
 * text itself must be what `JSON.stringify` writes for what was read, on one line or indented by two spaces.
 */
import { findProblems } from './find-problems.ts'
import type { HookName } from './hook-names.ts'
import { hookSchemas } from './hook-schemas.ts'

const LISTED_PROBLEMS_LIMIT = 10

/** A body is not what is documented for its web hook. The message lists where it departs. */
export class UndocumentedBodyError extends Error {
  readonly code = 'undocumented-body'
  override readonly name = 'UndocumentedBodyError'
}

/** Throws `UndocumentedBodyError` unless `bytes` are exactly a body that is documented for `hook`. */
export function assertDocumentedBody(hook: HookName, bytes: Uint8Array): void {
  const { text, value } = parse(hook, bytes)
  const problems = findProblems(hookSchemas[hook], value, { keyOrder: true })
  if (problems.length > 0) {
    const listed = problems
      .slice(0, LISTED_PROBLEMS_LIMIT)
      .map(({ pointer, detail }) => `${pointer || '/'} ${detail}`)
    throw new UndocumentedBodyError(
      `The body of ${hook} departs from the document in ${problems.length} places:\n${listed.join('\n')}`,
    )
  }
  if (text !== JSON.stringify(value) && text !== JSON.stringify(value, null, 2)) {
    throw new UndocumentedBodyError(
      `The body of ${hook} is not written as JSON.stringify writes it: look for a key that occurs twice, ` +
        'for numbers such as 1.0, for needless escapes and for spaces between the parts.',
    )
  }
}

function parse(hook: HookName, bytes: Uint8Array): { text: string; value: unknown } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).trimEnd()
    return { text, value: JSON.parse(text) as unknown }
  } catch (cause) {
    throw new UndocumentedBodyError(`The body of ${hook} is not JSON in UTF-8 without a byte order mark.`, {
      cause,
    })
  }
}
