/** Text to read and to copy, as it is: scrolls within itself, by keyboard too. */
import { Group, Text } from '@mantine/core'
import { useId } from 'react'
import classes from './code-block.module.css'
import { CopyIcon } from './secret-once.tsx'

interface CodeBlockProps {
  code: string
  /** What it is: stands above it. */
  label: string
}

export function CodeBlock({ code, label }: CodeBlockProps) {
  const id = useId()
  return (
    <div className={classes['block']}>
      <Group justify="space-between" wrap="nowrap" className={classes['bar']}>
        <Text size="xs" fw={600} c="dimmed" id={id}>
          {label}
        </Text>
        <CopyIcon value={code} label={label} size="sm" />
      </Group>
      <pre className={classes['code']} tabIndex={0} role="region" aria-labelledby={id}>
        <code>{code}</code>
      </pre>
    </div>
  )
}
