/**
 *     npm run chaos -- --seconds 300 --seed 42
 *
 * Breaks everything that may break for so long, lets it heal, and says what was lost, repeated or out of order. Ends
 * with 1 where anything was. Without a seed it takes one of the moment, and prints it, so that it can be played again.
 */
import { parseArgs } from 'node:util'
import { runChaos } from './run-chaos.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    seconds: { type: 'string', default: '60' },
    verbose: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed)
const seconds = Number(values.seconds)
if (!Number.isSafeInteger(seed) || !(seconds > 0)) {
  process.stderr.write('Usage: npm run chaos -- [--seed <integer>] [--seconds <more than 0>] [--verbose]\n')
  process.exit(2)
}

process.stdout.write(`Chaos for ${seconds} s under seed ${seed}\n`)
const say = values.verbose ? (line: string) => void process.stdout.write(`  ${line}\n`) : undefined
const { faults, ...report } = await runChaos({ seed, seconds, say })
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
if (faults.length === 0)
  process.stdout.write('Nothing lost, nothing out of order, nothing repeated without reason.\n')
else {
  process.stdout.write(
    `${faults.join('\n')}\nPlay it again: npm run chaos -- --seed ${seed} --seconds ${seconds}\n`,
  )
  process.exitCode = 1
}
