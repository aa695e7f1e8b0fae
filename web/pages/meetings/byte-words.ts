/** Sizes of files in people's units: 1300000 bytes are "1.3 MB". */
import { locale } from '../../i18n/index.ts'

const units = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const

export function byteWords(bytes: number): string {
  const [unit, size] = units.find(([, smallest]) => bytes >= smallest) ?? (['byte', 1] as const)
  const format = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale(), format).format(bytes / size)
}
