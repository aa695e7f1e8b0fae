/**
 * Passwords at rest: scrypt (RFC 7914), with a salt of its own for each. The parameters are stored beside the hash,
 * `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`, so that they can be raised without locking anybody out.
 */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

export const PASSWORD_MIN_LENGTH = 8
export const PASSWORD_MAX_LENGTH = 200

/** About 32 MiB and a tenth of a second for each guess. */
const COST_LOG2 = 15
const BLOCK_SIZE = 8
const PARALLELIZATION = 1
const COST_LOG2_MAX = 20
const MEMORY_LIMIT_BYTES = 2 ** 31 - 1
const SALT_BYTES = 16
const HASH_BYTES = 32

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const hash = await derive(password, salt, COST_LOG2, BLOCK_SIZE, PARALLELIZATION)
  const parts = [COST_LOG2, BLOCK_SIZE, PARALLELIZATION, salt.toString('base64'), hash.toString('base64')]
  return `scrypt$${parts.join('$')}`
}

/** A user without a password takes as long to refuse as one with a wrong one: time tells no names. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, costLog2, blockSize, parallelization, salt, hash] = (stored ?? '').split('$')
  if (scheme !== 'scrypt' || !salt || !hash || Number(costLog2) > COST_LOG2_MAX) {
    await derive(password, Buffer.alloc(SALT_BYTES), COST_LOG2, BLOCK_SIZE, PARALLELIZATION)
    return false
  }
  const expected = Buffer.from(hash, 'base64')
  const derived = await derive(
    password,
    Buffer.from(salt, 'base64'),
    Number(costLog2),
    Number(blockSize),
    Number(parallelization),
  )
  return timingSafeEqual(derived, expected)
}

/** The same letters typed on another system may be composed differently; NFKC makes them equal. */
function derive(password: string, salt: Buffer, costLog2: number, r: number, p: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** costLog2, r, p, maxmem: MEMORY_LIMIT_BYTES }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) => {
      if (error) reject(error)
      else resolve(hash)
    })
  })
}
