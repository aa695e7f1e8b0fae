/**
 * Randomness from a seed, so that a failing run can be played again. What must not depend on how fast things went
 * (what a receiver does with a certain call) takes a stream of its own, named by what it is for.
 */
import { createHash } from 'node:crypto'

export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in 0 … below − 1. */
  integer(below: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** By weight. */
  weighted<T>(from: readonly (readonly [weight: number, value: T])[]): T
  /** Another stream, always the same for the same seed and name. */
  stream(name: string): Random
}

const UINT32 = 2 ** 32

/** Mulberry32: small, quick, and good enough for dice. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32
  }

  const integer = (below: number) => Math.floor(next() * below)
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (from) => from[integer(from.length)]!,
    weighted(from) {
      let left = next() * from.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of from) if ((left -= weight) < 0) return value
      return from.at(-1)![1]
    },
    stream: (name) => seededRandom(createHash('sha256').update(`${seed} ${name}`).digest().readUInt32LE()),
  }
}
