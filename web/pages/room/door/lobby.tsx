/** Before joining: how others will see and hear this person, and by which name. */
import { Alert, Anchor, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '../../../components/problem-notice.tsx'
import { TextLink } from '../../../components/links.tsx'
import { LanguageSelect } from '../../../components/language-select.tsx'
import { currentLanguage, speak } from '../../../i18n/index.ts'
import { Brand } from '../../../shell/brand.tsx'
import { productName } from '../../../shell/product-name.ts'
import { useStored } from '../../../store.ts'
import type { Door } from '../../../api/join.ts'
import { DoorFacts } from './door-facts.tsx'
import { DeviceChoice } from '../devices/device-choice.tsx'
import type { LocalMedia } from '../connection/local-media.ts'
import classes from '../styles/lobby.module.css'
import { Preview } from './preview.tsx'
import { canEncrypt } from '../secret/can-encrypt.ts'

interface LobbyProps {
  number: string
  /** Empty where it is not known. */
  topic: string
  /** Null: not known yet. */
  door: Door | null
  media: LocalMedia
  /** Of a join link; it cannot be changed. */
  linkedName: string | null
  suggestedName: string
  isEntering: boolean
  /** It is known whether somebody is signed in. */
  isReady: boolean
  problem: unknown
  onEnter: (name: string) => void
}

const NAME_MAX_LENGTH = 200

export function Lobby(props: LobbyProps) {
  const { number, topic, door, media, isEntering, problem } = props
  const { wasAsked } = useStored(media.state)
  const { t } = useTranslation()
  const product = useStored(productName)
  const title = topic || t('room.joinTitle')
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <div className={classes['page']}>
      <header className={classes['header']}>
        <Brand />
        <LanguageSelect
          aria-label={t('room.language')}
          size="sm"
          value={currentLanguage()}
          onChange={({ currentTarget }) => void speak(currentTarget.value)}
        />
      </header>
      <main className={classes['main']}>
        <div className={classes['look']}>
          <Preview media={media} />
          <MediaFaultNotice media={media} />
        </div>
        <div className={classes['choice']}>{wasAsked && <DeviceChoice media={media} isSideBySide />}</div>
        <Paper withBorder p="xl" className={classes['card']}>
          <Stack>
            <div>
              <Title order={1} size="h2" className={classes['title']}>
                {title}
              </Title>
              <Text c="dimmed" size="sm" mt={4}>
                {t('room.meeting', { number })}
              </Text>
            </div>
            {door && <DoorFacts door={door} />}
            {problem !== null && (
              <div>
                <ProblemNotice error={problem} />
                <TestOffer />
              </div>
            )}
            <EnterForm {...props} />
            <Text role="status" size="sm" c="dimmed" hidden={!isEntering}>
              {isEntering ? t('room.entering') : ''}
            </Text>
          </Stack>
        </Paper>
      </main>
    </div>
  )
}

function EnterForm({ door, linkedName, suggestedName, isReady, isEntering, onEnter }: LobbyProps) {
  const { t } = useTranslation()
  // What is suggested may change while it is found out who is signed in; what was typed stays.
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? linkedName ?? suggestedName
  const [isEmpty, setEmpty] = useState(false)
  const isUnable = door?.meetingType === 'offTheRecord' && !canEncrypt()

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isUnable) return
    if (name.trim() === '') setEmpty(true)
    else onEnter(name.trim())
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {linkedName === null ? (
          <TextInput
            label={t('room.name')}
            description={t('room.nameHint')}
            autoComplete="name"
            maxLength={NAME_MAX_LENGTH}
            required
            withAsterisk={false}
            value={name}
            error={isEmpty && t('room.emptyName')}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value)
              setEmpty(false)
            }}
          />
        ) : (
          <Text>{t('room.linkedName', { name: linkedName })}</Text>
        )}
        <Button type="submit" size="md" loading={isEntering || !isReady} disabled={isUnable}>
          {t('room.join')}
        </Button>
      </Stack>
    </form>
  )
}

/** Each has the permission at another place. */
function browserName(): 'firefox' | 'safari' | 'chromium' | 'telephone' {
  const { userAgent } = navigator
  if (/Android|iPhone|iPad/.test(userAgent)) return 'telephone'
  if (userAgent.includes('Firefox/')) return 'firefox'
  return /Safari\//.test(userAgent) && !/Chrom/.test(userAgent) ? 'safari' : 'chromium'
}

/** Beside the meeting, which stays open. */
function TestOffer() {
  const { t } = useTranslation()
  return (
    <TextLink to="/test-connection" target="_blank" size="sm">
      {t('room.testConnection')}
    </TextLink>
  )
}

function MediaFaultNotice({ media }: { media: LocalMedia }) {
  const { t } = useTranslation()
  const { fault, isStarting, camera, microphone } = useStored(media.state)
  if (isStarting || !fault || (camera && microphone)) return null
  return (
    <Alert color="yellow" variant="light" icon={<IconInfoCircle aria-hidden />} role="status">
      <Text size="sm">{t(`room.faults.${fault}`)}</Text>
      {fault === 'denied' && (
        <Text size="sm" mt="xs">
          {t(`room.faults.help.${browserName()}`)}
        </Text>
      )}
      <Group gap="md" mt="xs">
        {fault !== 'insecure' && (
          <Anchor component="button" type="button" size="sm" onClick={() => void media.start()}>
            {t('room.faults.again')}
          </Anchor>
        )}
        <TestOffer />
      </Group>
    </Alert>
  )
}
