/** A language of the app, each by its own name: those that the operator offers, and the one that is chosen already. */
import { NativeSelect, type NativeSelectProps } from '@mantine/core'
import { offeredLanguages } from '../i18n/index.ts'
import { instance } from '../shell/instance.ts'
import { useStored } from '../store.ts'

export function LanguageSelect(props: Omit<NativeSelectProps, 'data'>) {
  const { languages } = useStored(instance)
  const chosen = typeof props.value === 'string' ? props.value : ''
  const data = offeredLanguages([...languages, chosen]).map(([value, label]) => ({ value, label }))
  return <NativeSelect {...props} data={data} />
}
