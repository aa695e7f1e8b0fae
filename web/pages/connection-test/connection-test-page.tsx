/**
 * For anybody, before a meeting or when something in it failed: what of camera, microphone and network works, what to do
 * about the rest, and a text for the administrator. Nothing begins before somebody asks for it.
 */
import { Button, CopyButton, Group, Stack, Text, Title } from '@mantine/core'
import { IconCheck, IconCopy, IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSelect } from '../../components/language-select.tsx'
import { currentLanguage, speak } from '../../i18n/index.ts'
import { Door } from '../../shell/door.tsx'
import { CheckList } from './check-list.tsx'
import {
  bad,
  type Check,
  type CheckName,
  CHECKS,
  type Checks,
  good,
  notTested,
  RUNNING,
  type TestedTracks,
  verdictOf,
} from './checks.ts'
import { playSound, testCamera, testMicrophone } from './test-devices.ts'
import { testNetwork } from './test-network.ts'

const WIDTH_PX = 720

const NO_TRACKS: TestedTracks = { microphone: null, camera: null }

export function ConnectionTestPage() {
  const { t } = useTranslation()
  const { checks, tracks, start, play, answer } = useConnectionTest()
  const isBegun = checks !== notTested
  const verdict = isBegun ? verdictOf(checks) : null
  return (
    <Door title={t('connection.title')} text={t('connection.purpose')} width={WIDTH_PX}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end">
          <Button
            size="md"
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={isBegun && verdict === null}
            onClick={start}
          >
            {t(isBegun ? 'connection.again' : 'connection.start')}
          </Button>
          <LanguageSelect
            aria-label={t('connection.language')}
            size="sm"
            value={currentLanguage()}
            onChange={({ currentTarget }) => void speak(currentTarget.value)}
          />
        </Group>
        <Text role="status" fw={650} hidden={!isBegun}>
          {isBegun && t(verdict ? `connection.verdicts.${verdict}` : 'connection.running')}
        </Text>
        <CheckList checks={checks} tracks={tracks} onPlay={play} onHeard={answer} />
        {verdict && <Report checks={checks} />}
      </Stack>
    </Door>
  )
}

function useConnectionTest() {
  const [checks, setChecks] = useState<Checks>(notTested)
  const [tracks, setTracks] = useState(NO_TRACKS)
  const running = useRef(new AbortController())
  const held = useRef<MediaStreamTrack[]>([])

  function letGo(): void {
    running.current.abort()
    for (const track of held.current.splice(0)) track.stop()
  }
  useEffect(() => letGo, [])

  function start(): void {
    letGo()
    const { signal } = (running.current = new AbortController())
    const note = (name: CheckName, check: Check) => {
      if (!signal.aborted) setChecks((before) => ({ ...before, [name]: check }))
    }
    const hold = (name: keyof TestedTracks) => (track: MediaStreamTrack) => {
      if (signal.aborted) return track.stop()
      held.current.push(track)
      setTracks((before) => ({ ...before, [name]: track }))
    }
    setTracks(NO_TRACKS)
    setChecks({ ...notTested, microphone: RUNNING, camera: RUNNING })
    // A browser asks for one after the other.
    void testMicrophone(hold('microphone'))
      .then(({ check }) => note('microphone', check))
      .then(() => testCamera(hold('camera')))
      .then(({ check }) => note('camera', check))
    void testNetwork(note, signal)
  }

  return {
    checks,
    tracks,
    start,
    play: () => void playSound(),
    answer: (isHeard: boolean) =>
      setChecks((before) => ({ ...before, speaker: isHeard ? good() : bad('notHeard') })),
  }
}

/** Words in the reader's language, details in none: whoever reads it needs both. */
function Report({ checks }: { checks: Checks }) {
  const { t } = useTranslation()
  const [at] = useState(() => new Date().toISOString())
  const lines = CHECKS.map((name) => {
    const { state, detail } = checks[name]
    const words = `${t(`connection.checks.${name}`)}: ${t(`connection.states.${state}`)}`
    return detail === '' ? words : `${words} – ${detail}`
  })
  const text = [`${t('connection.title')}: ${location.origin}`, at, navigator.userAgent, '', ...lines].join(
    '\n',
  )
  return (
    <Stack gap="xs" component="section" aria-labelledby="report">
      <Title order={2} size="h4" id="report">
        {t('connection.report.title')}
      </Title>
      <Text size="sm">{t('connection.report.text')}</Text>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            style={{ alignSelf: 'flex-start' }}
            leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
            onClick={copy}
          >
            {t(copied ? 'connection.report.copied' : 'connection.report.copy')}
          </Button>
        )}
      </CopyButton>
    </Stack>
  )
}
