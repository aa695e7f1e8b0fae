/**
 * Names each test that passed only when it was tried again, which a retry would otherwise hide. In the folders of
 * `FIRST_TRY_ONLY` such a test fails the run: there it is most likely a race in the product and not a stalled machine.
 */
import { relative } from 'node:path'
import type { Reporter, TestCase } from 'vitest/node'

const FIRST_TRY_ONLY = ['test/delivery/', 'test/faults/']

export default class ReportRetries implements Reporter {
  #retried: { name: string; mayNot: boolean }[] = []

  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return
    const file = relative(test.project.config.root, test.module.moduleId)
    const mayNot = FIRST_TRY_ONLY.some((folder) => file.startsWith(folder))
    this.#retried.push({ name: `${file}: ${test.fullName}`, mayNot })
  }

  onTestRunEnd(): void {
    for (const { name, mayNot } of this.#retried) {
      const level = mayNot ? 'error' : 'warning'
      process.stdout.write(`::${level}::Passed only when it was tried again: ${name}\n`)
      if (mayNot) process.exitCode = 1
    }
  }
}
