/** A secret that is shown this once: to be copied now, since nobody, not even the server, can show it again. */
import { ActionIcon, Alert, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './secret-once.module.css'

interface SecretOnceProps {
  /** What it is: "Signing secret". */
  title: string
  secret: string
  /** Where it belongs. */
  text?: string
}

export function SecretOnce({ title, secret, text }: SecretOnceProps) {
  const { t } = useTranslation()
  return (
    <Alert color="brand" variant="light" title={title} icon={<IconKey aria-hidden />} role="status">
      <Stack gap="xs">
        <Text size="sm">{text ?? t('secrets.once')}</Text>
        <CopyField value={secret} label={title} />
      </Stack>
    </Alert>
  )
}

/** A value with a button that copies it. */
export function CopyField({ value, label }: { value: string; label: string }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Code className={classes['value']} aria-label={label}>
        {value}
      </Code>
      <CopyIcon value={value} label={label} />
    </Group>
  )
}

interface CopyIconProps {
  value: string
  label: string
  size?: 'sm' | 'lg'
}

export function CopyIcon({ value, label, size = 'lg' }: CopyIconProps) {
  const { t } = useTranslation()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          variant={size === 'lg' ? 'default' : 'subtle'}
          color="gray"
          size={size === 'lg' ? 'lg' : 26}
          onClick={copy}
          aria-label={copied ? t('common.copied') : t('common.copyWhat', { what: label })}
        >
          {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        </ActionIcon>
      )}
    </CopyButton>
  )
}
