/**
 * A form whose judge is the server: it is sent as it is, and what the server finds wrong (`errors[].pointer`) is shown
 * at its field, the first of which gets the focus. Nothing that was typed is lost by a refusal, an ended session or
 * a broken connection.
 *
 * Where the thing has a version and somebody else was faster (412), nothing is overwritten unseen: what only they
 * changed is taken over, and for each field that both changed, a person has to say which value stays. Until then
 * nothing is sent; the next attempt is made on top of theirs.
 */
import { type FormErrors, useForm, type UseFormReturnType } from '@mantine/form'
import { type FormEvent, useRef, useState } from 'react'
import { type Conflict, mergeTheirs } from './merge-theirs.ts'
import { type FieldFault, Problem } from '../api/problem.ts'
import { wordFault } from '../api/word-fault.ts'

export interface ApiFormOptions<Values, Saved> {
  initialValues: Values
  /** Sends it. `etag`: the version that is being changed, where there is one. */
  save: (values: Values, etag: string | null) => Promise<Saved>
  onSaved: (saved: Saved) => void | Promise<void>
  validate?: (values: Values) => FormErrors
  /** The field, as a dotted path, that a pointer is about; by default what the pointer says. */
  fieldOf?: (pointer: string, values: Values) => string
  version?: {
    etag: string | null
    /** Reads the thing again. */
    reload: () => Promise<{ values: Values; etag: string | null }>
  }
}

export interface ApiForm<Values> {
  fields: UseFormReturnType<Values>
  formRef: React.RefObject<HTMLFormElement | null>
  submit: (event?: FormEvent<HTMLFormElement>) => void
  isSaving: boolean
  /** Of the last attempt; faults that have a field on the page are at the field. */
  problem: unknown
  otherFaults: FieldFault[]
  /** Whether something was typed that is not saved. */
  hasUnsaved: () => boolean
  /** Shows a failure of something else that was done with the form's values, such as a test. */
  showProblem: (error: unknown) => void
  conflict: Conflict<Values> | null
  /** Settles a field that both changed. */
  decide: (name: keyof Values & string, version: 'mine' | 'theirs') => void
  /** Rises with every failed attempt: what is shown about it takes the focus again. */
  attempts: number
}

export function useApiForm<Values extends object, Saved>(
  options: ApiFormOptions<Values, Saved>,
): ApiForm<Values> {
  const { initialValues, save, onSaved, validate, fieldOf = dotted, version } = options
  const fields = useForm<Values>({ mode: 'controlled', initialValues, ...(validate && { validate }) })
  const formRef = useRef<HTMLFormElement>(null)
  const isDone = useRef(false)
  const etag = useRef(version?.etag ?? null)
  const base = useRef(initialValues)
  const [isSaving, setSaving] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [otherFaults, setOtherFaults] = useState<FieldFault[]>([])
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null)
  const [attempts, setAttempts] = useState(0)

  async function attempt(values: Values): Promise<void> {
    if (conflict && conflict.undecided.length > 0) {
      setAttempts(attempts + 1)
      return
    }
    setSaving(true)
    try {
      const saved = await save(values, etag.current)
      isDone.current = true
      setProblem(null)
      setOtherFaults([])
      setConflict(null)
      base.current = values
      fields.resetDirty(values)
      await onSaved(saved)
      isDone.current = false
    } catch (error) {
      await showProblem(error)
    } finally {
      setSaving(false)
    }
  }

  async function showProblem(error: unknown): Promise<void> {
    if (error instanceof Problem && error.code === 'version-mismatch' && version) {
      const theirs = await version.reload()
      etag.current = theirs.etag
      const merged = mergeTheirs(base.current, fields.getValues(), theirs.values)
      base.current = theirs.values
      fields.setValues(merged.values)
      setConflict(merged.conflict)
    }
    const faults = error instanceof Problem ? error.faults : []
    const errors: FormErrors = {}
    const homeless: FieldFault[] = []
    for (const fault of faults) {
      const path = ownPath(fields.getValues(), fieldOf(fault.pointer, fields.getValues()))
      if (path) errors[path] ??= wordFault(fault)
      else homeless.push({ ...fault, detail: wordFault(fault) })
    }
    fields.setErrors(errors)
    setOtherFaults(homeless)
    setProblem(error)
    setAttempts((count) => count + 1)
    focusFirst(formRef.current, Object.keys(errors))
  }

  return {
    fields,
    formRef,
    isSaving,
    problem,
    otherFaults,
    conflict,
    attempts,
    decide(name, which) {
      if (!conflict) return
      if (which === 'theirs') {
        fields.setValues({ [name]: conflict.theirs[name] } as unknown as Partial<Values>)
      }
      setConflict({ ...conflict, undecided: conflict.undecided.filter((other) => other !== name) })
    },
    showProblem: (error) => void showProblem(error),
    hasUnsaved: () => !isDone.current && fields.isDirty(),
    submit: fields.onSubmit(
      (values) => void attempt(values),
      (errors) => focusFirst(formRef.current, Object.keys(errors)),
    ),
  }
}

function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
}

/** The longest beginning of the path that names a value of the form. */
function ownPath(values: object, path: string): string | null {
  const steps = path.split('.')
  for (let length = steps.length; length > 0; length -= 1) {
    if (hasPath(values, steps.slice(0, length))) return steps.slice(0, length).join('.')
  }
  return null
}

function hasPath(values: unknown, [step, ...rest]: string[]): boolean {
  if (step === undefined) return true
  if (typeof values !== 'object' || values === null || !Object.hasOwn(values, step)) return false
  return hasPath((values as Record<string, unknown>)[step], rest)
}

/** In the order of the page; once React has shown the errors. */
function focusFirst(form: HTMLFormElement | null, paths: string[]): void {
  requestAnimationFrame(() => {
    const inputs = [...(form?.querySelectorAll<HTMLElement>('[data-path]') ?? [])]
    inputs.find(({ dataset }) => paths.includes(dataset['path'] ?? ''))?.focus()
  })
}
