/**
 * What needs a person, on every page until it is settled: a web hook that makes no calls, a backlog that grows old, a
 * key or a certificate that is about to retire. For administrators; each leads to where it is settled.
 */
import { Alert, Stack } from '@mantine/core'
import { IconAlertTriangle, IconClock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SessionUser } from '../api/session.ts'
import { webHooksQuery } from '../api/web-hooks.ts'
import { LocalTime } from '../components/local-time.tsx'
import { TextLink } from '../components/links.tsx'
import { type Concern, concernsOf } from './concerns.ts'

const REFRESH_MS = 60_000
const SHOWN_LIMIT = 3

export function Banners({ user }: { user: SessionUser }) {
  return user.role === 'administrator' ? <AdministratorBanners /> : null
}

function AdministratorBanners() {
  const { t } = useTranslation()
  const { data: webHooks, dataUpdatedAt } = useQuery({ ...webHooksQuery, refetchInterval: REFRESH_MS })
  const concerns = concernsOf(webHooks ?? [], dataUpdatedAt)
  if (concerns.length === 0) return null
  return (
    <Stack component="section" gap="xs" mb="lg" aria-label={t('banners.title')}>
      {concerns.slice(0, SHOWN_LIMIT).map((concern) => (
        <Banner key={`${concern.code} ${concern.webHook.id}`} concern={concern} />
      ))}
      {concerns.length > SHOWN_LIMIT && (
        <TextLink to="/system/web-hooks" size="sm">
          {t('banners.more', { count: concerns.length - SHOWN_LIMIT })}
        </TextLink>
      )}
    </Stack>
  )
}

function Banner({ concern: { code, isUrgent, webHook, at } }: { concern: Concern }) {
  const { t } = useTranslation()
  const host = URL.parse(webHook.url)?.host ?? webHook.url
  return (
    <Alert
      variant="light"
      color={isUrgent ? 'red' : 'yellow'}
      icon={isUrgent ? <IconAlertTriangle aria-hidden /> : <IconClock aria-hidden />}
    >
      {t(`banners.warnings.${code}`, { event: webHook.event, host })}{' '}
      {at && (
        <>
          (<LocalTime at={at} />){' '}
        </>
      )}
      <TextLink to="/system/web-hooks/$id" params={{ id: webHook.id }} size="sm">
        {t('banners.look')}
      </TextLink>
    </Alert>
  )
}
