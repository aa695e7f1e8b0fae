/**
 * What is wrong with one field, in the language of the page: by the code and the parameters that the server gives. A
 * code that this page does not know yet is shown as the server words it.
 */
import i18next, { type ParseKeys } from 'i18next'
import type { FieldFault } from './problem.ts'

type FaultKey = Extract<ParseKeys, `faults.${string}`>

export function wordFault({ code, parameters = {}, detail }: FieldFault): string {
  const values = Object.entries(parameters).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ])
  const key = `faults.${code ?? 'other'}` as FaultKey
  return i18next.t(key, { ...Object.fromEntries(values), detail, defaultValue: detail }) as string
}
