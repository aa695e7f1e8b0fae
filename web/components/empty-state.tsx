/** Where there is nothing yet: what would be here, and how to make the first one. */
import { Center, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: ReactNode
  title: string
  text: string
  action?: ReactNode
}

export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <Center py="lg">
      <Stack align="center" gap="xs" maw={460} ta="center">
        <Text c="dimmed" component="span" lh={0} aria-hidden>
          {icon}
        </Text>
        <Text fw={650}>{title}</Text>
        <Text size="sm" c="dimmed">
          {text}
        </Text>
        {action && <div>{action}</div>}
      </Stack>
    </Center>
  )
}
