/** A failed call, in words, where it concerns no single field. */
import { Alert, List, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type FieldFault, wordProblem } from '../api/problem.ts'

export function ProblemNotice({ error, faults = [] }: { error: unknown; faults?: FieldFault[] }) {
  const { t } = useTranslation()
  const { title, detail } = wordProblem(error, t)
  return (
    <Alert color="red" variant="light" title={title} icon={<IconAlertTriangle aria-hidden />} role="alert">
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
