/**
 * An IANA time zone, found by typing any part of its name; each is suggested with its present offset. The browser's
 * own list of suggestions, which weighs nothing and is operated as people know it. The server judges what was typed.
 */
import { TextInput, type TextInputProps } from '@mantine/core'
import { useId, useMemo } from 'react'
import { localZone } from './local-zone.ts'

export function TimezoneInput(props: TextInputProps) {
  const list = useId()
  const zones = useMemo(listZones, [])
  return (
    <>
      <TextInput {...props} list={list} autoComplete="off" spellCheck={false} />
      <datalist id={list}>
        {zones.map(({ name, offset }) => (
          <option key={name} value={name} label={offset} />
        ))}
      </datalist>
    </>
  )
}

function listZones(): { name: string; offset: string }[] {
  const names = new Set(['UTC', localZone(), ...Intl.supportedValuesOf('timeZone')])
  return [...names].sort().map((name) => ({ name, offset: offsetOf(name) }))
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts()
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
}
