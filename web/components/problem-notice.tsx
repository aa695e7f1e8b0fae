/** A failed call, in words, where it concerns no single field. */
import { Alert, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { type FieldFault, wordProblem } from '../api/problem.ts'

interface ProblemNoticeProps {
  error: unknown
  faults?: FieldFault[]
  /** For giving it the focus. */
  ref?: Ref<HTMLDivElement>
}

export function ProblemNotice({ error, faults = [], ref }: ProblemNoticeProps) {
  const { t } = useTranslation()
  const { title, detail } = wordProblem(error, t)
  return (
    <Alert
      ref={ref}
      style={{ scrollMarginBlock: '1rem' }}
      tabIndex={ref ? -1 : undefined}
      color="red"
      variant="light"
      title={title}
      icon={<IconAlertTriangle aria-hidden />}
      role="alert"
    >
      {faults.length === 0 && <Text size="sm">{detail}</Text>}
      {faults.length > 0 && (
        <List size="sm">
          {faults.map((fault) => (
            <List.Item key={`${fault.pointer} ${fault.detail}`}>
              {fault.pointer.slice(1)} – {fault.detail}
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  )
}
