/** Results on standard output: a line for people, or one JSON value per line with `--json`. What is beside goes to stderr. */

export interface JsonOption {
  readonly json?: boolean
}

/** Resolves when the line was taken, so that a slow reader slows the command down instead of filling its memory. */
export async function print({ json }: JsonOption, value: unknown, words: () => string): Promise<void> {
  const text = json ? JSON.stringify(value) : words()
  if (process.stdout.write(`${text}\n`)) return
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve))
}

export function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Columns under each other. */
export function columns(rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => String(cell ?? '')))
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]!.length)))
  return texts
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
