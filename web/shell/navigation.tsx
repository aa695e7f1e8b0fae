/**
 * Where one can go, in groups. Administrators see System Configuration beside what hosts see. The current page is
 * marked for eyes and screen readers alike.
 */
import { Stack, Text } from '@mantine/core'
import {
  IconActivity,
  IconAddressBook,
  IconBuilding,
  IconCalendar,
  IconClock,
  IconDatabase,
  IconHistory,
  IconHome,
  IconKey,
  IconLanguage,
  IconMail,
  IconPalette,
  IconPhone,
  IconSend,
  IconSettings,
  IconVideo,
  IconWebhook,
} from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SessionUser } from '../api/session.ts'
import type { PlainKey } from '../i18n/words.ts'
import classes from './navigation.module.css'

interface Place {
  to: NonNullable<LinkProps['to']>
  label: PlainKey
  icon: typeof IconHome
  /** Only its own address counts as being there, none below it. */
  exact?: boolean
}

interface PlaceGroup {
  label: PlainKey | null
  administratorsOnly: boolean
  places: Place[]
}

const groups: PlaceGroup[] = [
  {
    label: null,
    administratorsOnly: false,
    places: [
      { to: '/', label: 'shell.home', icon: IconHome, exact: true },
      { to: '/meetings', label: 'shell.meetings', icon: IconCalendar },
    ],
  },
  {
    label: 'shell.hooks',
    administratorsOnly: true,
    places: [
      { to: '/system/web-hooks', label: 'shell.places.webHooks', icon: IconWebhook },
      { to: '/system/deliveries', label: 'shell.places.deliveries', icon: IconSend },
    ],
  },
  {
    label: 'shell.system',
    administratorsOnly: true,
    places: [
      { to: '/system/general', label: 'shell.places.general', icon: IconSettings },
      { to: '/system/branding', label: 'shell.places.branding', icon: IconPalette },
      { to: '/system/languages', label: 'shell.places.languages', icon: IconLanguage },
      { to: '/system/meetings', label: 'shell.places.meetings', icon: IconClock },
      { to: '/system/recording', label: 'shell.places.recording', icon: IconDatabase },
      { to: '/system/media', label: 'shell.places.media', icon: IconVideo },
      { to: '/system/dial-in', label: 'shell.places.dialIn', icon: IconPhone },
      { to: '/system/mail', label: 'shell.places.mail', icon: IconMail },
      { to: '/system/api-keys', label: 'shell.places.apiKeys', icon: IconKey },
      { to: '/system/accounts', label: 'shell.places.accounts', icon: IconBuilding },
      { to: '/system/users', label: 'shell.places.users', icon: IconAddressBook },
      { to: '/system/audit', label: 'shell.places.audit', icon: IconHistory },
      { to: '/system/health', label: 'shell.places.health', icon: IconActivity },
    ],
  },
]

export function Navigation({ user, onGo }: { user: SessionUser; onGo: () => void }) {
  const { t } = useTranslation()
  const visible = groups.filter(
    ({ administratorsOnly }) => !administratorsOnly || user.role === 'administrator',
  )
  return (
    <Stack gap="lg">
      {visible.map(({ label, places }) => (
        <div key={label ?? 'first'}>
          {label && (
            <Text component="h2" size="xs" fw={650} c="dimmed" px="sm" pb={4}>
              {t(label)}
            </Text>
          )}
          {places.map(({ to, label, icon: Icon, exact = false }) => (
            <Link
              key={to}
              to={to}
              onClick={onGo}
              className={classes['place']}
              activeOptions={{ exact, includeSearch: false }}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
              {t(label)}
            </Link>
          ))}
        </div>
      ))}
    </Stack>
  )
}
