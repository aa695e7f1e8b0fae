/** Options and their values that several commands share; a wrong value is said before anything is done. */
import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'

export const serverOption = () =>
  new Option('--server <url>', 'the meeting server').env('SIMPLEX_MEETING_URL')

/** Of every command that asks the server. */
export function withServer(command: Command): Command {
  return command.addOption(serverOption()).option('--json', 'one JSON value per line')
}

export const hookArgument = () => new Argument('<event>', 'a hook').choices(hookNames)
export const hookOption = () => new Option('--event <event>', 'of one hook only').choices(hookNames)

export function wholeNumber(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^[0-9]+$/.test(text) || value < 1 || value > most) {
      throw new InvalidArgumentError(`Give a whole number from 1 to ${most}.`)
    }
    return value
  }
}

export function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new InvalidArgumentError('Give a URL that begins with http:// or https://.')
}

/** A time, or how long ago: `2026-11-24T08:00:00Z`, `30m`, `6h`, `2d`. As RFC 3339. */
export function moment(text: string): string {
  const ago = /^([0-9]{1,6})([smhd])$/.exec(text)
  const MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
  const time = ago
    ? new Date(Date.now() - Number(ago[1]) * MS[ago[2] as keyof typeof MS])
    : new Date(/^\d{4}-\d\d-\d\d(T|$)/.test(text) ? text : NaN)
  if (Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError('Give a time such as 2026-11-24T08:00:00Z, or how long ago: 30m, 6h, 2d.')
  }
  return time.toISOString()
}

export function examples(command: Command, lines: readonly string[]): void {
  command.addHelpText(
    'after',
    `\nExamples:\n${lines.map((line) => `  $ simplex-meeting ${line}`).join('\n')}`,
  )
}
