/**
 * What went wrong with a form as a whole: it stands beside the button that was pressed, and takes the focus, so that
 * nobody looks at a form in which nothing seems to happen. Faults that have a field are at the field.
 */
import { useEffect, useRef } from 'react'
import { Problem } from '../api/problem.ts'
import { ConflictNotice, type ConflictLabels, type ConflictWords } from './conflict-notice.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import type { ApiForm } from './use-api-form.ts'

interface FormProblemProps<Values> {
  form: ApiForm<Values>
  /** Names of the fields: for forms of things that have a version. */
  labels?: ConflictLabels<Values>
  words?: ConflictWords<Values>
}

export function FormProblem<Values extends object>({ form, labels, words }: FormProblemProps<Values>) {
  const notice = useRef<HTMLDivElement>(null)
  const { conflict, problem, otherFaults, attempts } = form
  useEffect(() => {
    if (attempts > 0) notice.current?.focus()
  }, [attempts])
  if (conflict && labels) {
    return <ConflictNotice ref={notice} form={form} conflict={conflict} labels={labels} words={words} />
  }
  if (!problem) return null
  const isAtItsField = problem instanceof Problem && problem.code === 'invalid-input'
  if (isAtItsField && otherFaults.length === 0) return null
  return <ProblemNotice ref={notice} error={problem} faults={otherFaults} />
}
