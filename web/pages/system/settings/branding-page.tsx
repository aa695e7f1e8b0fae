/**
 * The white label's look. A name and a colour show while they are being chosen, and are forgotten when one leaves
 * without saving; a picture is there for everybody as soon as it was chosen.
 */
import { Paper, Stack, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type PictureName, removePicture, savePicture } from '../../../api/branding.ts'
import { Problem, wordProblem } from '../../../api/problem.ts'
import { wordFault } from '../../../api/word-fault.ts'
import { BrandPreview } from '../../../components/brand-preview.tsx'
import { ColorField, suggestedColors } from '../../../components/color-field.tsx'
import { PageHeader } from '../../../components/page-header.tsx'
import { PictureField } from '../../../components/picture-field.tsx'
import { toastDone } from '../../../components/toast.tsx'
import { iconUrl, instance, logoUrl } from '../../../shell/instance.ts'
import { useStored } from '../../../store.ts'
import { forgetColor, showColor } from '../../../theme-color.ts'
import { SwitchSetting, TextSetting } from './setting-inputs.tsx'
import { SettingsForm, useSetting, useSettingValue } from './settings-form.tsx'

export function BrandingPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('shell.places.branding')} purpose={t('settings.branding.purpose')} />
      <Stack gap="lg">
        <Pictures />
        <SettingsForm names={['productName', 'nameBesideLogo', 'color', 'mailFrom']}>
          <TextSetting name="productName" />
          <SwitchSetting name="nameBesideLogo" />
          <ColorSetting />
          <Preview />
          <TextSetting name="mailFrom" />
        </SettingsForm>
      </Stack>
    </>
  )
}

function Pictures() {
  const { t } = useTranslation()
  const brand = useStored(instance)
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="pictures">
      <Stack maw={640} gap="lg">
        <Title order={2} size="h3" id="pictures">
          {t('settings.groups.pictures')}
        </Title>
        <Picture name="logo" url={logoUrl(brand)} />
        <Picture name="icon" url={brand.icon === null ? null : iconUrl(brand)} />
      </Stack>
    </Paper>
  )
}

function Picture({ name, url }: { name: PictureName; url: string | null }) {
  const { t } = useTranslation()
  const change = useMutation({
    mutationFn: (file: File | null) => (file ? savePicture(name, file) : removePicture(name)),
    onSuccess: (_done, file) => toastDone(t(file ? 'settings.pictures.saved' : 'settings.pictures.removed')),
  })
  return (
    <PictureField
      label={t(`settings.pictures.${name}`)}
      description={t(`settings.pictures.${name}Hint`)}
      url={url}
      onChoose={(file) => change.mutate(file)}
      onRemove={() => change.mutate(null)}
      isBusy={change.isPending}
      error={change.error && wordRefusal(change.error)}
    />
  )
}

/** The picture is the whole of what was sent: what is wrong with it, else what went wrong. */
function wordRefusal(error: unknown): string {
  const [fault] = error instanceof Problem ? error.faults : []
  if (fault) return wordFault(fault)
  const { title, detail } = wordProblem(error)
  return `${title}. ${detail}`
}

function Preview() {
  const brand = useStored(instance)
  return (
    <BrandPreview
      name={useSettingValue('productName')}
      logo={logoUrl(brand)}
      nameBesideLogo={useSettingValue('nameBesideLogo')}
    />
  )
}

function ColorSetting() {
  const color = useSettingValue('color')
  const { label, description, disabled, onChange, error } = useSetting('color')
  useEffect(() => showColor(color), [color])
  useEffect(() => forgetColor, [])
  return (
    <ColorField
      label={label}
      description={description}
      suggestions={suggestedColors}
      value={color}
      onChange={onChange}
      error={error}
      disabled={disabled}
    />
  )
}
