/** Inputs for the kinds of settings that there are. */
import {
  Checkbox,
  NativeSelect,
  PasswordInput,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SettingName } from '../../../api/settings.ts'
import { LanguageSelect } from '../../../components/language-select.tsx'
import { NumberField } from '../../../components/number-field.tsx'
import { durationWords } from '../../../components/duration-words.ts'
import { languages } from '../../../i18n/index.ts'
import { type SettingValues, useSetting, useSettings, useSettingValue } from './settings-form.tsx'

/** Of the input alone: what it means may take the whole line. */
const NARROW = { wrapper: { maxWidth: 300 } }
const MEDIUM = { wrapper: { maxWidth: 420 } }

interface SettingProps<Name extends SettingName> {
  name: Name
}

type Named<Value> = {
  [Name in SettingName]: Value extends SettingValue<Name> ? Name : never
}[SettingName]
/** Those that may be null and are text otherwise. */
type OptionalText = {
  [Name in SettingName]: SettingValue<Name> extends string | null
    ? null extends SettingValue<Name>
      ? Name
      : never
    : never
}[SettingName]
type SettingValue<Name extends SettingName> = SettingValues[Name]

export function TextSetting({ name }: SettingProps<Named<string>>) {
  return <TextInput {...useSetting(name)} />
}

/** Empty means that there is none. */
export function OptionalTextSetting({ name }: SettingProps<OptionalText>) {
  const { value, onChange, ...rest } = useSetting(name)
  return (
    <TextInput
      {...rest}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}

/** One per line. */
export function LinesSetting({ name }: SettingProps<Named<string[]>>) {
  const { value, onChange, ...rest } = useSetting(name)
  const lines = Array.isArray(value) ? value.join('\n') : ''
  return (
    <Textarea
      {...rest}
      autosize
      minRows={2}
      value={lines}
      onChange={(event) =>
        onChange(event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n'))
      }
    />
  )
}

/** In seconds, with what that is in people's units beside. */
export function DurationSetting({ name }: SettingProps<Named<number>>) {
  const value = useSettingValue(name)
  return (
    <NumberField
      {...useSetting(name)}
      styles={NARROW}
      rightSectionWidth={150}
      rightSection={
        <Text size="sm" c="dimmed" pr="sm" w="100%" ta="right">
          {typeof value === 'number' ? durationWords(value) : ''}
        </Text>
      }
    />
  )
}

export function NumberSetting({ name }: SettingProps<Named<number>>) {
  return <NumberField {...useSetting(name)} styles={NARROW} />
}

/** Empty: without end. */
export function DaysOrForeverSetting({ name }: SettingProps<'recordingRetentionDays'>) {
  const { t } = useTranslation()
  return <NumberField {...useSetting(name)} styles={NARROW} placeholder={t('settings.forever')} />
}

type Choice = 'recordingLayout' | 'smtpSecurity' | 'meetingType' | 'meetingVideoResolution'

interface ChoiceSettingProps<Name extends Choice> extends SettingProps<Name> {
  /** Each with its words. */
  choices: { [Value in SettingValue<Name>]: string }
}

export function ChoiceSetting<Name extends Choice>({ name, choices }: ChoiceSettingProps<Name>) {
  const data = Object.entries<string>(choices).map(([value, label]) => ({ value, label }))
  return <NativeSelect {...useSetting(name)} styles={MEDIUM} data={data} />
}

/** Never shown: one can only type another one. */
export function PasswordSetting({ name }: SettingProps<'smtpPassword' | 'liveKitApiSecret'>) {
  const { t } = useTranslation()
  const { [`${name}Set` as const]: isSet, locked } = useSettings().settings
  const setting = useSetting(name)
  const isStored = isSet && locked[name] === undefined
  return (
    <PasswordInput
      {...setting}
      styles={MEDIUM}
      autoComplete="off"
      description={isStored ? t('settings.secretSet') : setting.description}
      placeholder={isSet ? '••••••••' : ''}
      visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
    />
  )
}

export function LanguagesSetting({ name }: SettingProps<'languages'>) {
  const { label, description, disabled, error, onChange, value } = useSetting(name)
  return (
    <Checkbox.Group
      label={label}
      description={description}
      error={error}
      value={value}
      onChange={onChange}
      data-path={name}
    >
      <Stack gap="xs" mt="xs">
        {Object.entries(languages).map(([language, own]) => (
          <Checkbox key={language} value={language} label={own} lang={language} disabled={disabled} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}

export function SwitchSetting({ name }: SettingProps<Named<boolean>>) {
  return <Switch {...useSetting(name, 'checkbox')} />
}

export function LanguageSetting({ name }: SettingProps<'language'>) {
  return <LanguageSelect {...useSetting(name)} />
}
