/** What the demonstration prints, in colour on a terminal that has not asked for none (NO_COLOR). */
import { styleText } from 'node:util'

const paintWith = (format: Parameters<typeof styleText>[0]) => (text: string) =>
  styleText(format, text, { stream: process.stdout })

export const paint = {
  bold: paintWith('bold'),
  dim: paintWith('dim'),
  event: paintWith(['bold', 'cyan']),
  good: paintWith('green'),
  bad: paintWith(['bold', 'red']),
  name: paintWith('yellow'),
}

const begun = performance.now()

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A step of the story, with the time since the beginning. */
export function step(text: string): void {
  say(`\n${paint.dim(seconds(performance.now() - begun))} ${paint.bold(text)}`)
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms`.padStart(7) : `${(ms / 1000).toFixed(1)} s`.padStart(7)
}

/** JSON as a reader likes it: keys in colour, order untouched. */
export function printJson(text: string, indent: string): void {
  const lines = JSON.stringify(JSON.parse(text), null, 2).split('\n')
  for (const line of lines)
    say(
      indent +
        line.replace(
          /^(\s*)("[^"]+")(:)/,
          (_, space: string, key: string, colon: string) => `${space}${paint.name(key)}${colon}`,
        ),
    )
}
