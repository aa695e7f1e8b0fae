/** Environments for programs that a user runs: with the machine's own Node, and with that of this repository. */
import { delimiter, join } from 'node:path'

const REPOSITORY = join(import.meta.dirname, '../..')

/** Outside npm scripts, `node` is the machine's own. */
const machinePath = String(process.env['PATH'])
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))

export const machine = { PATH: machinePath.join(delimiter), HOME: process.env['HOME'] }
export const repository = {
  ...machine,
  PATH: [join(REPOSITORY, 'node_modules/.bin'), ...machinePath].join(delimiter),
}
