/**
 * The frame around every page for people who are signed in: where they are, where they can go, who they are. On a
 * narrow screen the navigation is folded away and, opened, takes the whole screen, with the page behind it inert.
 */
import { ActionIcon } from '@mantine/core'
import { IconMenu2, IconX } from '@tabler/icons-react'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './app-shell.module.css'
import { Banners } from './banners.tsx'
import { Brand } from './brand.tsx'
import { WithinMain } from './error-page.tsx'
import { Navigation } from './navigation.tsx'
import { UserMenu } from './user-menu.tsx'

const route = getRouteApi('/signed-in')

export function AppFrame() {
  const { t } = useTranslation()
  const { user } = route.useRouteContext()
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <div className={classes['frame']} data-open={isOpen || undefined}>
      <a href="#content" className={classes['skip']}>
        {t('shell.skip')}
      </a>
      <header className={classes['bar']}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('shell.menu')}
          aria-expanded={isOpen}
          onClick={() => setOpen(true)}
        >
          <IconMenu2 aria-hidden />
        </ActionIcon>
        <Brand isCompact />
      </header>
      <div
        className={classes['side']}
        onKeyDown={({ key }) => {
          if (key === 'Escape') close()
        }}
      >
        <header className={classes['brand']}>
          <Brand />
          <ActionIcon
            className={classes['close']}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('shell.closeMenu')}
            onClick={close}
          >
            <IconX aria-hidden />
          </ActionIcon>
        </header>
        <nav aria-label={t('shell.navigation')} className={classes['places']}>
          <Navigation user={user} onGo={close} />
        </nav>
        <UserMenu user={user} />
      </div>
      <main id="content" tabIndex={-1} className={classes['main']} inert={isOpen}>
        <div className={classes['page']}>
          <Banners user={user} />
          <WithinMain value>
            <Outlet />
          </WithinMain>
        </div>
      </main>
    </div>
  )
}
