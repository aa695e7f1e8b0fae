/**
 * Turns the validator's findings into what a person can act on. Pure. A missing or unknown field is reported at its
 * own pointer; where a value may be one of several shapes, the faults of the shape that it comes closest to are
 * reported instead of one fault per shape. Each fault has a code and parameters, by which pages word it, and English words.
 */
import type { TSchema } from 'typebox'
import type { FieldFaultCode, FieldFaultParameters } from '../../shared/field-faults.ts'
import { pointerTo, type InputError } from '../platform/errors.ts'

/** What TypeBox reports: Ajv's form, which JSON Schema validators share. */
export interface Finding {
  keyword: string
  schemaPath: string
  instancePath: string
  params: object
}

const WHOLE_BODY = 'The request needs a JSON object as its body.'

/** What a pattern or a format asks for. A schema names a pattern by `x-fault`. */
const FORMS: Partial<Record<string, [code: FieldFaultCode, detail: string]>> = {
  'date-time': [
    'date-time',
    'Must be a date and time in ISO 8601 with an offset, such as 2026-11-24T09:00:00Z.',
  ],
  email: ['email', 'Must be an e-mail address.'],
  uri: ['url', 'Must be an absolute URL.'],
  language: ['language', 'Must be the tag of a language, such as de or fr-CH.'],
  color: ['color', 'Must be a colour of six digits, such as #1f6feb.'],
  empty: ['empty', 'Must not be empty.'],
}

interface Explanation {
  code: FieldFaultCode
  parameters?: FieldFaultParameters
  detail: string
}

export function describeFaults(schema: TSchema, findings: Finding[]): InputError[] {
  return onePerPlace(withoutShapes(findings).flatMap((finding) => describe(schema, finding)))
}

/** The first of each place. */
export function onePerPlace(faults: InputError[]): InputError[] {
  const places = new Map<string, InputError>()
  for (const fault of faults) {
    if (!places.has(fault.pointer)) places.set(fault.pointer, fault)
  }
  return [...places.values()]
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
  const at = (field: string) => finding.instancePath + pointerTo(field)
  if (finding.keyword === 'required') {
    return (params['requiredProperties'] as string[]).map((field) => ({
      pointer: at(field),
      code: 'required',
      detail: 'This field is required.',
    }))
  }
  if (finding.keyword === 'additionalProperties') {
    return (params['additionalProperties'] as string[]).map((field) => ({
      pointer: at(field),
      code: 'unknown-field',
      detail: 'There is no such field, or it cannot be set here.',
    }))
  }
  return [{ pointer: finding.instancePath, ...explain(schema, finding) }]
}

function explain(schema: TSchema, finding: Finding): Explanation {
  const params = finding.params as Record<string, unknown>
  const limit = Number(params['limit'])
  const limited = (code: FieldFaultCode, detail: string): Explanation => ({
    code,
    parameters: { limit },
    detail,
  })
  switch (finding.keyword) {
    case 'type':
      return explainType(finding, String(params['type']))
    case 'enum':
      return explainChoice(params['allowedValues'] as unknown[])
    case 'const':
      return explainChoice([params['allowedValue']])
    case 'minLength':
      return limit === 1
        ? { code: 'empty', detail: 'Must not be empty.' }
        : limited('too-short', `Must have ${limit} characters or more.`)
    case 'maxLength':
      return limited('too-long', `Must have ${limit} characters or fewer.`)
    case 'minItems':
      return limit === 1
        ? { code: 'empty', detail: 'Must not be empty.' }
        : limited('too-few', `Must have ${limit} elements or more.`)
    case 'maxItems':
      return limited('too-many', `Must have ${limit} elements or fewer.`)
    case 'maxProperties':
      return limited('too-many', `Must have ${limit} fields or fewer.`)
    case 'uniqueItems':
      return { code: 'repeated', detail: 'Must not have the same element twice.' }
    case 'minimum':
      return limited('minimum', `Must be ${limit} or more.`)
    case 'maximum':
      return limited('maximum', `Must be ${limit} or less.`)
    case 'exclusiveMinimum':
      return limited('more-than', `Must be more than ${limit}.`)
    case 'exclusiveMaximum':
      return limited('less-than', `Must be less than ${limit}.`)
    case 'format':
      return explainForm(String(params['format']), String(params['format']))
    case 'pattern':
      return explainPattern(schema, finding, String(params['pattern']))
    case 'anyOf':
    case 'oneOf':
      return explainAlternatives(schema, params['alternatives'] as Finding[])
    default:
      return { code: 'not-possible', detail: 'This value is not possible here.' }
  }
}

function explainType({ instancePath }: Finding, type: string): Explanation {
  const detail = instancePath === '' ? WHOLE_BODY : `Must be ${withArticle(type)}.`
  if (type === 'integer') return { code: 'whole-number', detail }
  if (type === 'number') return { code: 'number', detail }
  return { code: 'wrong-type', parameters: { type }, detail }
}

function explainChoice(values: unknown[]): Explanation {
  const detail = `Must be ${values.length > 1 ? 'one of ' : ''}${values.map(quote).join(', ')}.`
  return { code: 'choice', parameters: { choices: values.map(String) }, detail }
}

function explainForm(name: string, expectation: string): Explanation {
  const [code, detail] = FORMS[name] ?? []
  if (code && detail) return { code, detail }
  return {
    code: 'form',
    parameters: { expectation },
    detail: `Does not have the form that is expected here: ${expectation}`,
  }
}

/** By the schema's own words for what it expects, where it has no name for its form. */
function explainPattern(schema: TSchema, { schemaPath }: Finding, pattern: string): Explanation {
  let place: unknown = schema
  for (const step of schemaPath.split('/').slice(1)) {
    place = (place as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')]
  }
  const { description, 'x-fault': form } = (place ?? {}) as Record<string, unknown>
  return explainForm(String(form), typeof description === 'string' ? description : pattern)
}

/**
 * None of several shapes fits. Where one fits but for a limit or a form, that one is meant; else all that are possible
 * are listed.
 */
function explainAlternatives(schema: TSchema, branches: Finding[]): Explanation {
  const closest = branches.find(({ keyword }) => !['type', 'const', 'enum'].includes(keyword))
  const orNull = branches.some(
    ({ keyword, params }) => keyword === 'type' && 'type' in params && params.type === 'null',
  )
  const explanations = (closest ? [closest] : branches).map((branch) => explain(schema, branch))
  const [only] = explanations
  if (!only) return { code: 'not-possible', detail: 'This value is not possible here.' }
  if (closest) return { ...only, detail: orNull ? only.detail.replace(/\.$/, ', or null.') : only.detail }
  const expected = [
    ...new Set(explanations.map(({ detail }) => detail.replace(/^Must be /, '').replace(/\.$/, ''))),
  ]
  const detail = `Must be ${expected.join(', or ')}.`
  const real = explanations.filter(({ parameters }) => parameters?.['type'] !== 'null')
  return real.length === 1 ? { ...real[0]!, detail } : { code: 'not-possible', detail }
}

function withArticle(type: string): string {
  if (type === 'null') return 'null'
  if (type === 'integer') return 'a whole number'
  return `${/^[aio]/.test(type) ? 'an' : 'a'} ${type}`
}

function quote(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : String(value)
}
