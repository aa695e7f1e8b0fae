/** What every form has around its fields: what went wrong, saving and leaving, and a question before input is lost. */
import { Button, Group, Paper, Stack } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import type { ConflictLabels, ConflictWords } from './conflict-notice.tsx'
import { FormProblem } from './form-problem.tsx'
import type { ApiForm } from './use-api-form.ts'

const LeaveDialog = lazy(async () => ({ default: (await import('./leave-dialog.tsx')).LeaveDialog }))

interface FormShellProps<Values> {
  form: ApiForm<Values>
  submitLabel: string
  children: ReactNode
  /** Beside the button: how to leave without saving. */
  cancel?: ReactNode
  /** Further actions, at the other end. */
  actions?: ReactNode
  /** Names of the fields, for showing two versions side by side. */
  labels?: ConflictLabels<Values>
  /** How their values are shown there. */
  words?: ConflictWords<Values>
  /** A frame around the fields; false where the page has its own. */
  framed?: boolean
}

export function FormShell<Values extends object>(props: FormShellProps<Values>) {
  const { form, submitLabel, children, cancel, actions, labels, words, framed = true } = props
  const body = (
    <Stack gap="lg">
      {children}
      <FormProblem form={form} labels={labels} words={words} />
      <Group justify="space-between" gap="md">
        <Group gap="md">
          <Button type="submit" loading={form.isSaving}>
            {submitLabel}
          </Button>
          {cancel}
        </Group>
        {actions}
      </Group>
    </Stack>
  )
  return (
    <form ref={form.formRef} onSubmit={form.submit} noValidate>
      {framed ? (
        <Paper withBorder p="lg">
          {body}
        </Paper>
      ) : (
        body
      )}
      <LeaveQuestion form={form} />
    </form>
  )
}

function LeaveQuestion<Values>({ form }: { form: ApiForm<Values> }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && form.hasUnsaved(),
    enableBeforeUnload: form.hasUnsaved,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Suspense>
      <LeaveDialog onLeave={blocker.proceed} onStay={blocker.reset} />
    </Suspense>
  )
}
