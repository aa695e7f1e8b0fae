/**
 * The first administrator sets up the instance: who they are, how the instance is called and where it lives, and what
 * it looks like, which shows while it is chosen. Name, address and password are judged in their step; nothing is stored
 * before the last one. A fault that is found later leads back to its step.
 * What was done is not done again: where only the logo is refused, the rest stands, and the last step is repeated.
 */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { savePicture } from '../../api/branding.ts'
import { changeSettings } from '../../api/settings.ts'
import { checkSetUp, setUp, type SetUpInput, type SetUpLink } from '../../api/set-up.ts'
import { PictureField } from '../../components/picture-field.tsx'
import { ColorField, suggestedColors } from '../../components/color-field.tsx'
import { LanguageSelect } from '../../components/language-select.tsx'
import { NewPasswordInput } from '../../components/new-password-input.tsx'
import { FormProblem } from '../../components/form-problem.tsx'
import { localZone } from '../../components/local-zone.ts'
import { TimezoneInput } from '../../components/timezone-input.tsx'
import { type ApiForm, useApiForm } from '../../components/use-api-form.ts'
import { chooseLanguage, currentLanguage } from '../../i18n/index.ts'
import { productName } from '../../shell/product-name.ts'
import { showColor } from '../../theme-color.ts'
import { BrandPreview } from '../../components/brand-preview.tsx'
import { Steps } from './steps.tsx'

const steps = [['username', 'email', 'password'], ['productName', 'timezone', 'language'], ['color']] as const

type FirstRun = Required<Omit<SetUpInput, 'totp'>> & { color: string; logo: File | null }

export function FirstRunForm({ token, link }: { token: string; link: SetUpLink }) {
  const { t } = useTranslation()
  const router = useRouter()
  const [step, setStep] = useState(0)
  const isSetUp = useRef(false)
  const form = useApiForm<FirstRun, unknown>({
    initialValues: {
      username: link.username === 'Administrator' ? '' : link.username,
      email: link.email,
      password: '',
      productName: link.productName,
      timezone: link.timezone === 'UTC' ? localZone() : link.timezone,
      language: currentLanguage(),
      color: suggestedColors[0] ?? '',
      logo: null,
    },
    save: async ({ color, logo, ...values }) => {
      if (!isSetUp.current) await setUp(token, values)
      isSetUp.current = true
      await changeSettings({ color })
      if (logo) await savePicture('logo', logo)
    },
    // What is wrong with a whole body is wrong with the picture: nothing else is sent as one.
    fieldOf: (pointer) => pointer.slice(1) || 'logo',
    onSaved: () => router.navigate({ to: '/' }),
  })
  const { fields, isSaving, formRef } = form
  useStepOfFault(fields.errors, setStep)
  const isLast = step === steps.length - 1
  const [isChecking, setChecking] = useState(false)

  async function goOn(): Promise<void> {
    const { username, email, password } = fields.values
    const errors = missing(fields.values, steps[step] ?? [], t('faults.required'))
    fields.setErrors(errors)
    if (Object.keys(errors).length > 0) return
    setChecking(true)
    try {
      if (step === 0) await checkSetUp(token, { username, email, password })
      setStep(step + 1)
    } catch (error) {
      form.showProblem(error)
    } finally {
      setChecking(false)
    }
  }

  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={(event) => {
        if (isLast) return form.submit(event)
        event.preventDefault()
        void goOn()
      }}
    >
      <Stack gap="lg">
        <Steps names={[t('setUp.you'), t('setUp.instance'), t('setUp.look')]} current={step} />
        {step === 0 && <PersonFields fields={fields} />}
        {step === 1 && <InstanceFields fields={fields} />}
        {step === 2 && <LookFields fields={fields} />}
        <FormProblem form={form} />
        <Group justify="space-between">
          <Button
            variant="default"
            onClick={() => setStep(step - 1)}
            disabled={step === 0 || isSetUp.current}
          >
            {t('common.back')}
          </Button>
          <Button type="submit" loading={isSaving || isChecking}>
            {isLast ? t('setUp.finish') : t('common.next')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface FieldsProps {
  fields: ApiForm<FirstRun>['fields']
}

function PersonFields({ fields }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput
        label={t('setUp.yourName')}
        autoComplete="name"
        data-autofocus
        {...fields.getInputProps('username')}
      />
      <TextInput
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        {...fields.getInputProps('email')}
      />
      <NewPasswordInput label={t('signIn.password')} {...fields.getInputProps('password')} />
    </>
  )
}

function InstanceFields({ fields }: FieldsProps) {
  const { t } = useTranslation()
  const name = fields.getInputProps('productName')
  const language = fields.getInputProps('language')
  return (
    <>
      <TextInput
        label={t('settings.names.productName')}
        description={t('settings.hints.productName')}
        {...name}
        onChange={(event) => {
          name.onChange(event)
          productName.set(event.currentTarget.value)
        }}
      />
      <TimezoneInput label={t('settings.names.timezone')} {...fields.getInputProps('timezone')} />
      <LanguageSelect
        label={t('settings.names.language')}
        {...language}
        onChange={(event) => {
          language.onChange(event)
          void chooseLanguage(event.currentTarget.value)
        }}
      />
    </>
  )
}

function LookFields({ fields }: FieldsProps) {
  const { t } = useTranslation()
  const { productName: name, color, logo } = fields.values
  const url = useObjectUrl(logo)
  useEffect(() => showColor(color), [color])
  return (
    <>
      <PictureField
        label={t('settings.pictures.logo')}
        description={t('settings.pictures.logoHint')}
        url={url}
        onChoose={(file) => fields.setFieldValue('logo', file)}
        onRemove={() => fields.setFieldValue('logo', null)}
        error={fields.errors['logo']}
      />
      <ColorField
        label={t('settings.names.color')}
        description={t('settings.hints.color')}
        suggestions={suggestedColors}
        value={color}
        onChange={(color) => fields.setFieldValue('color', color)}
        error={fields.errors['color']}
      />
      <BrandPreview name={name} logo={url} />
      <Text size="sm" c="dimmed">
        {t('setUp.logoLater')}
      </Text>
    </>
  )
}

/** An address for a file that is shown before it is sent. */
function useObjectUrl(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = file && URL.createObjectURL(file)
    setUrl(made)
    return () => {
      if (made) URL.revokeObjectURL(made)
    }
  }, [file])
  return url
}

function missing(values: FirstRun, names: readonly TextField[], message: string) {
  return Object.fromEntries(names.filter((name) => values[name].trim() === '').map((name) => [name, message]))
}

type TextField = (typeof steps)[number][number]

/** A fault that the server found leads to the step that has its field. */
function useStepOfFault(errors: object, setStep: (step: number) => void): void {
  const [first] = Object.keys(errors)
  const step = steps.findIndex((names) => names.some((name) => name === first))
  useEffect(() => {
    if (step >= 0) setStep(step)
  }, [step, setStep])
}
