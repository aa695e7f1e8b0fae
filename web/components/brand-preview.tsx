/** What the chosen name, logo and colour look like on a page of the app. */
import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BrandMark } from '../shell/brand.tsx'
import { iconUrl, instance } from '../shell/instance.ts'
import { useStored } from '../store.ts'
import classes from './brand-preview.module.css'

interface BrandPreviewProps {
  name: string
  /** Null: there is none. */
  logo: string | null
  nameBesideLogo?: boolean
}

export function BrandPreview({ name, logo, nameBesideLogo = true }: BrandPreviewProps) {
  const { t } = useTranslation()
  const brand = useStored(instance)
  return (
    <Paper withBorder component="section" aria-label={t('settings.preview')} className={classes['preview']}>
      <div className={classes['bar']}>
        {logo === null && brand.icon === null ? (
          <Group gap="sm">
            <span className={classes['icon']} aria-hidden>
              {Array.from(name.trim())[0]?.toUpperCase()}
            </span>
            <Text fw={650}>{name}</Text>
          </Group>
        ) : (
          <BrandMark name={name} logo={logo} icon={iconUrl(brand)} nameBesideLogo={nameBesideLogo} />
        )}
      </div>
      <Stack p="md" gap="sm">
        <Text size="sm">
          {t('settings.previewText')} <Anchor component="span">{t('settings.previewLink')}</Anchor>
        </Text>
        <Group gap="sm">
          <Button component="span" size="sm">
            {t('settings.previewButton')}
          </Button>
          <Badge variant="light">{t('settings.previewBadge')}</Badge>
        </Group>
      </Stack>
    </Paper>
  )
}
