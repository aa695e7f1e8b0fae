/**
 * Turns the validator's findings into what a person can act on. Pure. A missing or unknown field is reported at its
 * own pointer, each place once; where a value may be one of several shapes, the faults of the shape that it comes closest to are
 * reported instead of one fault per shape.
 */
import type { TSchema } from 'typebox'
import type { InputError } from '../platform/errors.ts'

/** What TypeBox reports: Ajv's form, which JSON Schema validators share. */
export interface Finding {
  keyword: string
  schemaPath: string
  instancePath: string
  params: object
}

const WHOLE_BODY = 'The request needs a JSON object as its body.'
const FORMATS: Record<string, string> = {
  'date-time': 'Must be a date and time in ISO 8601 with an offset, such as 2026-11-24T09:00:00Z.',
  email: 'Must be an e-mail address.',
  uri: 'Must be an absolute URL.',
  uuid: 'Must be a UUID.',
}

export function describeFaults(schema: TSchema, findings: Finding[]): InputError[] {
  const faults = new Map<string, InputError>()
  for (const fault of withoutShapes(findings).flatMap((finding) => describe(schema, finding))) {
    if (!faults.has(fault.pointer)) faults.set(fault.pointer, fault)
  }
  return [...faults.values()]
}

/** Of alternatives, keeps the faults deep inside the closest one; where all fail at the top, one line for all. */
function withoutShapes(findings: Finding[]): Finding[] {
  let kept = findings.filter(({ keyword }) => keyword !== 'boolean')
  for (const union of findings.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')) {
    const within = (finding: Finding) =>
      finding.schemaPath.startsWith(`${union.schemaPath}/${union.keyword}/`)
    const branches = kept.filter(within)
    const deeper = branches.filter(
      (branch) => branch.instancePath.length > union.instancePath.length || isAboutFields(branch),
    )
    kept = kept.filter((finding) => finding !== union && !within(finding))
    if (deeper.length > 0) kept.push(...deeper)
    else kept.push({ ...union, params: { alternatives: branches } })
  }
  return kept
}

function isAboutFields({ keyword }: Finding): boolean {
  return keyword === 'required' || keyword === 'additionalProperties'
}

function describe(schema: TSchema, finding: Finding): InputError[] {
  const params = finding.params as Record<string, unknown>
  const at = (field: string) => `${finding.instancePath}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
  if (finding.keyword === 'required') {
    return (params['requiredProperties'] as string[]).map((field) => ({
      pointer: at(field),
      detail: 'This field is required.',
    }))
  }
  if (finding.keyword === 'additionalProperties') {
    return (params['additionalProperties'] as string[]).map((field) => ({
      pointer: at(field),
      detail: 'There is no such field, or it cannot be set here.',
    }))
  }
  return [{ pointer: finding.instancePath, detail: explain(schema, finding, params) }]
}

function explain(schema: TSchema, finding: Finding, params: Record<string, unknown>): string {
  const limit = String(params['limit'])
  switch (finding.keyword) {
    case 'type':
      return finding.instancePath === '' ? WHOLE_BODY : `Must be ${withArticle(String(params['type']))}.`
    case 'enum':
      return `Must be one of ${(params['allowedValues'] as unknown[]).map(quote).join(', ')}.`
    case 'const':
      return `Must be ${quote(params['allowedValue'])}.`
    case 'minLength':
      return limit === '1' ? 'Must not be empty.' : `Must have ${limit} characters or more.`
    case 'maxLength':
      return `Must have ${limit} characters or fewer.`
    case 'minItems':
      return limit === '1' ? 'Must not be empty.' : `Must have ${limit} elements or more.`
    case 'maxItems':
      return `Must have ${limit} elements or fewer.`
    case 'uniqueItems':
      return 'Must not have the same element twice.'
    case 'minimum':
      return `Must be ${limit} or more.`
    case 'maximum':
      return `Must be ${limit} or less.`
    case 'exclusiveMinimum':
      return `Must be more than ${limit}.`
    case 'exclusiveMaximum':
      return `Must be less than ${limit}.`
    case 'format':
      return FORMATS[String(params['format'])] ?? `Must be of the format ${String(params['format'])}.`
    case 'pattern':
      return `Does not have the form that is expected here: ${expectation(schema, finding) ?? String(params['pattern'])}`
    case 'anyOf':
    case 'oneOf':
      return alternatives(schema, params['alternatives'] as Finding[])
    default:
      return 'This value is not possible here.'
  }
}

function alternatives(schema: TSchema, branches: Finding[]): string {
  const details = branches.map((branch) => explain(schema, branch, branch.params as Record<string, unknown>))
  const expected = [...new Set(details)].map((detail) => detail.replace(/^Must be /, '').replace(/\.$/, ''))
  return expected.length > 0 ? `Must be ${expected.join(', or ')}.` : 'This value is not possible here.'
}

/** The schema's own words for what it expects. */
function expectation(schema: TSchema, { schemaPath }: Finding): string | undefined {
  let place: unknown = schema
  for (const step of schemaPath.split('/').slice(1)) {
    place = (place as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  const description = (place as { description?: unknown } | undefined)?.description
  return typeof description === 'string' ? description : undefined
}

function withArticle(type: string): string {
  if (type === 'null') return 'null'
  return `${/^[aio]/.test(type) ? 'an' : 'a'} ${type === 'integer' ? 'whole number' : type}`.replace(
    'an whole',
    'a whole',
  )
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}
