/**
 * Whether the machine carries what is asked of it. When the process is busy all the time and its timers come late,
 * voices would be the next to suffer; so pictures are cut first, step by step, and given back after ten calm seconds:
 *
 *     0 everything ─▸ 1 no top layer ─▸ 2 the lowest layer alone ─▸ 3 the lowest layer, four pictures each
 */
const BUSY_SHARE = 0.92
const CALM_SHARE = 0.7
const LATE_MS = 25
const BUSY_SECONDS = 2
const CALM_SECONDS = 10
const WINDOW_MS = 1_000

export interface LoadLimits {
  qualityMax: number
  picturesMax: number
}

const LIMITS: readonly LoadLimits[] = [
  { qualityMax: 2, picturesMax: Infinity },
  { qualityMax: 1, picturesMax: Infinity },
  { qualityMax: 0, picturesMax: Infinity },
  { qualityMax: 0, picturesMax: 4 },
]

export class MachineLoad {
  level = 0
  /** Share of one core, over the last second. */
  processor = 0
  /** How late the timer was at worst, over the last second. */
  lagMs = 0

  #cpuMs: () => number
  #windowAtMs: number
  #cpuAtWindowMs: number
  #lateness: number[] = []
  #busySeconds = 0
  #calmSeconds = 0

  /** `cpuMs`: the processor time that the process used so far. */
  constructor(cpuMs: () => number, nowMs: number) {
    this.#cpuMs = cpuMs
    this.#windowAtMs = nowMs
    this.#cpuAtWindowMs = cpuMs()
  }

  get limits(): LoadLimits {
    return LIMITS[this.level]!
  }

  /** Call it at every turn of the timer, with how late it is. Answers whether the level changed. */
  tick(lateMs: number, nowMs: number): boolean {
    this.#lateness.push(lateMs)
    const elapsedMs = nowMs - this.#windowAtMs
    if (elapsedMs < WINDOW_MS) return false
    const cpuMs = this.#cpuMs()
    this.processor = (cpuMs - this.#cpuAtWindowMs) / elapsedMs
    this.lagMs = Math.max(...this.#lateness)
    const meanLateMs = this.#lateness.reduce((sum, late) => sum + late, 0) / this.#lateness.length
    this.#windowAtMs = nowMs
    this.#cpuAtWindowMs = cpuMs
    this.#lateness = []
    return this.#judge(meanLateMs)
  }

  #judge(meanLateMs: number): boolean {
    const isBusy = this.processor > BUSY_SHARE && meanLateMs > LATE_MS
    this.#busySeconds = isBusy ? this.#busySeconds + 1 : 0
    this.#calmSeconds = this.processor < CALM_SHARE ? this.#calmSeconds + 1 : 0
    const before = this.level
    if (this.#busySeconds >= BUSY_SECONDS) this.level = Math.min(LIMITS.length - 1, this.level + 1)
    else if (this.#calmSeconds >= CALM_SECONDS) this.level = Math.max(0, this.level - 1)
    if (this.level === before) return false
    this.#busySeconds = this.#calmSeconds = 0
    return true
  }
}
