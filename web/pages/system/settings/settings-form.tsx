/**
 * A part of System Configuration as a form: the named settings are read, changed and saved together; only what was
 * changed is sent. A setting that an environment variable of the server fixes is shown, locked, with the variable's
 * name.
 */
import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use } from 'react'
import { useTranslation } from 'react-i18next'
import {
  changeSettings,
  type SettingName,
  type Settings,
  type SettingsPatch,
  settingsQuery,
} from '../../../api/settings.ts'
import { FormShell } from '../../../components/form-shell.tsx'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { type ApiForm, useApiForm } from '../../../components/use-api-form.ts'

export type SettingValues = Required<SettingsPatch>

/** Those that are never shown. */
const SECRETS = ['smtpPassword', 'liveKitApiSecret'] as const

interface SettingsContext {
  fields: ApiForm<SettingValues>['fields']
  settings: Settings
}

const Context = createContext<SettingsContext | null>(null)

interface SettingsFormProps {
  names: readonly SettingName[]
  children: ReactNode
}

export function SettingsForm(props: SettingsFormProps) {
  const { data: settings, error } = useQuery(settingsQuery)
  if (error) return <ProblemNotice error={error} />
  if (!settings) return <Skeleton height={320} />
  return <LoadedForm {...props} settings={settings} />
}

function LoadedForm({ names, children, settings }: SettingsFormProps & { settings: Settings }) {
  const { t } = useTranslation()
  const form = useApiForm<SettingValues, Settings>({
    initialValues: valuesOf(settings, names),
    save: (values) => changeSettings(changesOf(settings, values, names)),
    onSaved: () => {
      toastDone(t('settings.saved'))
      for (const secret of SECRETS) if (names.includes(secret)) form.fields.setFieldValue(secret, '')
    },
  })
  return (
    <Context value={{ fields: form.fields, settings }}>
      <FormShell form={form} submitLabel={t('common.save')}>
        <Stack gap="lg" maw={640}>
          {children}
        </Stack>
      </FormShell>
    </Context>
  )
}

/** What is never shown begins empty, and is sent where something was typed. */
function valuesOf(settings: Settings, names: readonly SettingName[]): SettingValues {
  const known = { ...settings, smtpPassword: '', liveKitApiSecret: '' }
  return Object.fromEntries(names.map((name) => [name, known[name]])) as unknown as SettingValues
}

function changesOf(settings: Settings, values: SettingValues, names: readonly SettingName[]) {
  const before = valuesOf(settings, names)
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(values[name]))
  return Object.fromEntries(changed.map((name) => [name, values[name]]))
}

/** What an input of a setting needs: its label, what it means, its value, and whether it is locked. */
export function useSetting(name: SettingName, type: 'input' | 'checkbox' = 'input') {
  const { t } = useTranslation()
  const { fields, settings } = useSettings()
  const variable = settings.locked[name]
  return {
    label: t(`settings.names.${name}`),
    description: variable ? t('settings.locked', { variable }) : t(`settings.hints.${name}`),
    disabled: variable !== undefined,
    ...fields.getInputProps(name, { type }),
  }
}

/** The value that is in the form now. */
export function useSettingValue<Name extends SettingName>(name: Name): SettingValues[Name] {
  return useSettings().fields.values[name]
}

/** The form's fields, and the settings as they are stored. */
export function useSettings(): SettingsContext {
  const context = use(Context)
  if (!context) throw new Error('A setting stands outside its form')
  return context
}
