/** A picture that is chosen from one's files: what it is now, choosing another one, taking it away. */
import { Button, FileButton, Group, Input, Stack, Text } from '@mantine/core'
import { IconPhoto, IconTrash, IconUpload } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PICTURE_LIMIT_BYTES, PICTURE_TYPES } from '../api/branding.ts'
import classes from './picture-field.module.css'

interface PictureFieldProps {
  label: string
  description: string
  /** Null: there is none. */
  url: string | null
  onChoose: (file: File) => void
  onRemove: () => void
  isBusy?: boolean
  error?: ReactNode
}

export function PictureField(props: PictureFieldProps) {
  const { label, description, url, onChoose, onRemove, isBusy = false, error } = props
  const { t } = useTranslation()
  const id = useId()
  const [fault, setFault] = useState<'tooLarge' | 'wrongType' | null>(null)

  function choose(file: File | null): void {
    if (!file) return
    const found = faultOf(file)
    setFault(found)
    if (!found) onChoose(file)
  }

  return (
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`}>
      <Text id={`${id}-label`} size="sm" fw={500}>
        {label}
      </Text>
      <Text id={`${id}-hint`} size="xs" c="dimmed">
        {description}
      </Text>
      <Group gap="md" mt="xs" align="center">
        <span className={classes['frame']}>
          {url ? (
            <img src={url} alt={t('settings.pictures.of', { what: label })} />
          ) : (
            <IconPhoto size={24} stroke={1.5} aria-hidden />
          )}
        </span>
        <Stack gap={6}>
          <Group gap="xs">
            <FileButton
              accept={PICTURE_TYPES.join(',')}
              inputProps={{ 'aria-label': label }}
              onChange={choose}
            >
              {(button) => (
                <Button
                  {...button}
                  size="sm"
                  variant="default"
                  loading={isBusy}
                  leftSection={<IconUpload size={16} aria-hidden />}
                >
                  {t(url ? 'settings.pictures.replace' : 'settings.pictures.choose')}
                </Button>
              )}
            </FileButton>
            {url && (
              <Button
                size="sm"
                variant="subtle"
                color="gray"
                disabled={isBusy}
                onClick={onRemove}
                leftSection={<IconTrash size={16} aria-hidden />}
              >
                {t('settings.pictures.remove')}
              </Button>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {t('settings.pictures.limit')}
          </Text>
        </Stack>
      </Group>
      <div role="alert">
        {(fault || error) && (
          <Input.Error mt="xs">{fault ? t(`settings.pictures.${fault}`) : error}</Input.Error>
        )}
      </div>
    </div>
  )
}

function faultOf({ type, size }: File): 'tooLarge' | 'wrongType' | null {
  if (!PICTURE_TYPES.includes(type)) return 'wrongType'
  return size > PICTURE_LIMIT_BYTES ? 'tooLarge' : null
}
