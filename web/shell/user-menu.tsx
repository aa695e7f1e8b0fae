/**
 * Who is signed in, and what concerns only them: profile, light or dark, language, signing out. A native popover: it
 * closes by Escape and by a click beside it, and needs no library.
 */
import { Button, NativeSelect, Stack, Text, useMantineColorScheme } from '@mantine/core'
import { IconLogout, IconSelector, IconUser } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { updateProfile } from '../api/profile.ts'
import { type SessionUser, signOut } from '../api/session.ts'
import { LanguageSelect } from '../components/language-select.tsx'
import { toastProblem } from '../components/toast.tsx'
import { chooseLanguage, currentLanguage } from '../i18n/index.ts'
import classes from './user-menu.module.css'
import { TextLink } from '../components/links.tsx'

const PANEL_ID = 'user-panel'

export function UserMenu({ user }: { user: SessionUser }) {
  const { t } = useTranslation()
  const panel = useRef<HTMLDivElement>(null)

  /** The profile has it, so that it is theirs everywhere, and in mails. */
  async function change(language: string): Promise<void> {
    await chooseLanguage(language)
    await updateProfile({ language })
  }

  return (
    <div className={classes['menu']}>
      <button type="button" className={classes['target']} popoverTarget={PANEL_ID}>
        <IconUser size={20} aria-hidden />
        <span className={classes['who']}>
          <Text component="span" size="sm" fw={600} truncate display="block">
            {user.username}
          </Text>
          <Text component="span" size="xs" c="dimmed" truncate display="block">
            {t(`shell.roles.${user.role}`)}
          </Text>
        </span>
        <IconSelector size={16} aria-hidden />
      </button>
      <div ref={panel} id={PANEL_ID} popover="auto" className={classes['panel']}>
        <Stack gap="sm">
          <TextLink to="/profile" size="sm" onClick={() => panel.current?.hidePopover()}>
            {t('profile.title')}
          </TextLink>
          <SchemeSelect />
          <LanguageSelect
            label={t('shell.language')}
            size="sm"
            value={currentLanguage()}
            onChange={({ currentTarget }) => void change(currentTarget.value).catch(toastProblem)}
          />
          <Button
            variant="default"
            size="sm"
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void signOut().catch(toastProblem)}
          >
            {t('shell.signOut')}
          </Button>
        </Stack>
      </div>
    </div>
  )
}

function SchemeSelect() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const schemes = ['light', 'dark', 'auto'] as const
  return (
    <NativeSelect
      label={t('shell.appearance')}
      size="sm"
      data={schemes.map((value) => ({ value, label: t(`shell.schemes.${value}`) }))}
      value={colorScheme}
      onChange={({ currentTarget }) =>
        setColorScheme(schemes.find((scheme) => scheme === currentTarget.value) ?? 'auto')
      }
    />
  )
}
