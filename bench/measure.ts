/**
 * What a bench measures with: processor time and memory of other processes, from Linux's /proc, and the usual order
 * statistics. A database's time is that of its main process, of all its children, and of those that have ended.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_SECOND = Number(execFileSync('getconf', ['CLK_TCK']).toString())
const MICROSECONDS_PER_TICK = 1_000_000 / TICKS_PER_SECOND
/** Places in /proc/<pid>/stat, counted from the state, which follows the name in brackets. */
const FIELD = { parent: 1, user: 11, system: 12, childrenUser: 13, childrenSystem: 14 } as const

/** Processor time of one process, all threads, µs. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid)
  return fields ? (fields[FIELD.user]! + fields[FIELD.system]!) * MICROSECONDS_PER_TICK : 0
}

/** Processor time of a process, its children that live, and those that it has outlived, µs. */
export function cpuOfTree(pid: number): number {
  const own = statOf(pid)
  if (!own) return 0
  const ended = (own[FIELD.childrenUser]! + own[FIELD.childrenSystem]!) * MICROSECONDS_PER_TICK
  return childrenOf(pid).reduce((sum, child) => sum + cpuOf(child), cpuOf(pid) + ended)
}

/** The most memory that a process ever had resident, bytes. */
export function peakMemoryOf(pid: number): number {
  return statusBytes(pid, 'VmHWM')
}

/** What a process has resident now, bytes. */
export function residentMemoryOf(pid: number): number {
  return statusBytes(pid, 'VmRSS')
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** The value that this share of all is not above; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((other) => statOf(other)?.[FIELD.parent] === pid)
}

/** Null: it has ended. */
function statOf(pid: number): number[] | null {
  const text = readProc(pid, 'stat')
  if (text === null) return null
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
}

function statusBytes(pid: number, name: string): number {
  const found = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readProc(pid, 'status') ?? '')
  return Number(found?.[1] ?? 0) * 1024
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return null
  }
}
