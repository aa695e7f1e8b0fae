/**
 * A whole number. Plain text with a numeric keyboard: no wheel changes it by accident, and nothing that is typed is
 * eaten; what is no number is left for the server to refuse in words.
 */
import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

interface NumberFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  value?: number | null
  onChange?: (value: number | null) => void
}

export function NumberField({ value, onChange, ...props }: NumberFieldProps) {
  const [text, setText] = useState(asText(value))
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    if (value !== numberOf(text)) setText(asText(value))
  }
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      {...props}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        setKnown(numberOf(currentTarget.value))
        onChange?.(numberOf(currentTarget.value))
      }}
    />
  )
}

function asText(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

function numberOf(text: string): number | null {
  const trimmed = text.trim()
  return trimmed === '' || !Number.isFinite(Number(trimmed)) ? null : Number(trimmed)
}
