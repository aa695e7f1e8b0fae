/**
 * Whether a new password is one of those that are tried first: common ones, names, dates, rows of keys, and what is
 * known of the user, also with the usual replacements. zxcvbn judges; what it needs fewer than a million guesses for is
 * refused. Passwords that are stored already stay.
 */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { invalid } from '../platform/errors.ts'

/** Its cost grows faster than the length, and nothing of this length is guessed. */
const JUDGED_CHARACTERS = 64
/** Out of 4: fewer than a million guesses below. */
const SCORE_NEEDED = 2

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** `about`: what strangers know of the user. @throws InvalidInput at `/password` */
export function requireGoodPassword(password: string, about: readonly string[]): void {
  const known = about
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .filter((text) => text !== '')
  const { score } = zxcvbn.check(password.slice(0, JUDGED_CHARACTERS), known)
  if (score < SCORE_NEEDED) {
    throw invalid(
      '/password',
      'This password is easily guessed. Choose a longer one, such as four unrelated words.',
      'guessable',
    )
  }
}
