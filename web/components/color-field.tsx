/** A colour: typed, picked with the browser's own picker, or taken from suggestions. */
import { Group, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './color-field.module.css'

interface ColorFieldProps {
  label: string
  description?: string
  /** `#rrggbb` */
  value: string
  onChange: (color: string) => void
  error?: ReactNode
  disabled?: boolean
  suggestions?: readonly string[]
}

const HEX = /^#[0-9a-f]{6}$/

export function ColorField({ value, onChange, suggestions = [], ...input }: ColorFieldProps) {
  const { t } = useTranslation()
  return (
    <div>
      <TextInput
        {...input}
        data-path="color"
        styles={{ wrapper: { maxWidth: 300 } }}
        spellCheck={false}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value.trim().toLowerCase())}
        leftSection={
          <input
            type="color"
            className={classes['picker']}
            aria-label={t('settings.pickColor')}
            disabled={input.disabled}
            value={HEX.test(value) ? value : '#000000'}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
        }
      />
      <Group gap="xs" mt="xs">
        {suggestions.map((color) => (
          <button
            key={color}
            type="button"
            className={classes['suggestion']}
            style={{ background: color }}
            aria-label={t('settings.takeColor', { color })}
            aria-pressed={color === value}
            disabled={input.disabled}
            onClick={() => onChange(color)}
          />
        ))}
      </Group>
    </div>
  )
}

export const suggestedColors = [
  '#1f6feb',
  '#0b7285',
  '#2b8a3e',
  '#862e9c',
  '#c2255c',
  '#d9480f',
  '#364fc7',
  '#495057',
]
