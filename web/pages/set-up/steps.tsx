/** Where one is in a short sequence. */
import { Group, Text } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import classes from './steps.module.css'

export function Steps({ names, current }: { names: string[]; current: number }) {
  return (
    <Group component="ol" gap="lg" className={classes['steps']}>
      {names.map((name, index) => (
        <li key={name} aria-current={index === current ? 'step' : undefined} className={classes['step']}>
          <span className={classes['number']} data-done={index < current || undefined}>
            {index < current ? <IconCheck size={14} aria-hidden /> : index + 1}
          </span>
          <Text component="span" size="sm" fw={index === current ? 650 : 400}>
            {name}
          </Text>
        </li>
      ))}
    </Group>
  )
}
