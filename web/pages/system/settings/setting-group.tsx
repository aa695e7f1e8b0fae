/** Settings of one form that belong together, under a heading of their own. */
import { Stack, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

export function SettingGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <Stack component="section" gap="lg" aria-labelledby={id} pb="sm">
      <Title order={2} size="h3" id={id}>
        {title}
      </Title>
      {children}
    </Stack>
  )
}
