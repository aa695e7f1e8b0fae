/**
 * Names each test that passed only when it was tried again, which a retry would otherwise hide. In the folders of
 * `RACES_LIKELY` it is named as an error: there it is most likely a race in the product and not a stalled machine.
 */
import { relative } from 'node:path'
import type { Reporter, TestCase } from 'vitest/node'

const RACES_LIKELY = ['test/delivery/', 'test/faults/']

export default class ReportRetries implements Reporter {
  #lines: string[] = []

  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return
    const file = relative(test.project.config.root, test.module.moduleId)
    const level = RACES_LIKELY.some((folder) => file.startsWith(folder)) ? 'error' : 'warning'
    this.#lines.push(`::${level}::Passed only when it was tried again: ${file}: ${test.fullName}`)
  }

  onTestRunEnd(): void {
    for (const line of this.#lines) process.stdout.write(`${line}\n`)
  }
}
