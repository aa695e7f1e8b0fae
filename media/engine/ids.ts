/** Names of things, as LiveKit makes them: two letters for what it is, twelve at random. */
import { randomInt } from 'node:crypto'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 12

export function createSid(prefix: string): string {
  let sid = prefix
  for (let i = 0; i < LENGTH; i++) sid += LETTERS[randomInt(LETTERS.length)]
  return sid
}

/** SSRCs of what goes out: unique in the process, far from 0 and 1. */
export function createSsrcs(): () => number {
  let next = 0x1000_0000 + randomInt(0x1000_0000)
  return () => {
    next = next >= 0xf000_0000 ? 0x1000_0000 : next + 1
    return next
  }
}
