/**
 * What went wrong with a call, as the server said it (RFC 9457), and its translation into words. This is the only
 * place that turns a problem's `type` into words; a test proves that every type the server has is worded in English
 * and German.
 */
import i18next, { type TFunction } from 'i18next'

export interface FieldFault {
  /** RFC 6901, into the body that was sent. */
  pointer: string
  /** What is wrong: `shared/field-faults` lists them. */
  code?: string
  parameters?: Readonly<Record<string, string | number | readonly string[]>>
  /** In English. */
  detail: string
}

export interface ProblemDocument {
  type: string
  title: string
  status: number
  detail: string
  errors?: FieldFault[]
  [extension: string]: unknown
}

/** A call that failed. Status 0: no answer came at all. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  /** The end of the problem's type: `invalid-input`. */
  readonly code: string
  readonly faults: FieldFault[]
  readonly document: ProblemDocument
  readonly retryAfterSeconds: number | null

  constructor(document: ProblemDocument, retryAfterSeconds: number | null = null) {
    super(document.detail)
    this.status = document.status
    this.code = document.type.split('/').at(-1) ?? ''
    this.faults = document.errors ?? []
    this.document = document
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The network, or whatever stands between, gave no answer that could be read. */
export function unanswered(): Problem {
  return new Problem({ type: 'unanswered', title: '', status: 0, detail: '' })
}

export interface WordedProblem {
  title: string
  /** What to do next. */
  detail: string
}

export function wordProblem(error: unknown, t: TFunction = i18next.t): WordedProblem {
  if (!(error instanceof Problem)) return { title: t('problems.unexpected'), detail: t('problems.tryAgain') }
  const title = wordProblemCode(error.code, t) ?? error.document.title
  return { title, detail: detailOf(error, t) }
}

/** Null: a code that is not known here. */
export function wordProblemCode(code: string, t: TFunction): string | null {
  const key = `problems.titles.${code}` as 'problems.titles.invalid-input'
  return t(key, { defaultValue: '' }) || null
}

function detailOf(error: Problem, t: TFunction): string {
  if (error.status === 0) return t('problems.unansweredNext')
  if (error.retryAfterSeconds !== null) {
    return t('problems.retryAfter', { count: Math.max(1, error.retryAfterSeconds) })
  }
  if (error.status >= 500) {
    const { requestId } = error.document
    return typeof requestId === 'string' ? t('problems.requestId', { requestId }) : t('problems.tryAgain')
  }
  return error.document.detail
}
