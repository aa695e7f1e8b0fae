/**
 * Plays a film: the browser's own video element with controls of ours, since a time line with chapters, small pictures
 * and who speaks when is what no browser has. It works alike for people who are signed in and for those who have the
 * address of the recording (`token`).
 */
import { ActionIcon, Group, NativeSelect, Text, Title, UnstyledButton } from '@mantine/core'
import { IconMaximize, IconPlayerPause, IconPlayerPlay, IconVolume, IconVolumeOff } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Film, filmAddress } from '../../api/recordings.ts'
import classes from './film-player.module.css'
import { clockWords, type Command, commandOf } from './film-time.ts'
import { TimeLine, Voices } from './time-line.tsx'

const SPEEDS = ['0.5', '0.75', '1', '1.25', '1.5', '2']

interface Playing {
  isPlaying: boolean
  isMuted: boolean
  atMs: number
}

interface FilmPlayerProps {
  film: Film
  token?: string | undefined
  /** Of the headings in it: one below that of what stands around. */
  headingOrder: 2 | 3
}

export function FilmPlayer({ film, token, headingOrder }: FilmPlayerProps) {
  const { t } = useTranslation()
  const video = useRef<HTMLVideoElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const [playing, setPlaying] = useState<Playing>({ isPlaying: false, isMuted: false, atMs: 0 })
  const read = () => {
    const { current } = video
    if (!current) return
    setPlaying({ isPlaying: !current.paused, isMuted: current.muted, atMs: current.currentTime * 1000 })
  }
  const seek = (toMs: number) => {
    if (!video.current) return
    video.current.currentTime = Math.min(film.durationMs, Math.max(0, toMs)) / 1000
    read()
  }
  const run = (command: Command) => {
    if (command.kind === 'seek') seek((video.current?.currentTime ?? 0) * 1000 + command.byMs)
    else act(command.kind, video, stage)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const command = takesKeys(event) ? commandOf(event.key) : null
    if (!command) return
    event.preventDefault()
    run(command)
  }
  return (
    <section className={classes['player']} aria-label={t('film.player')} onKeyDown={onKeyDown}>
      <div ref={stage} className={classes['stage']}>
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what is said */}
        <video
          ref={video}
          className={classes['video']}
          src={filmAddress(film.id, 'file', token)}
          poster={film.hasThumbnail ? filmAddress(film.id, 'thumbnail', token) : undefined}
          preload="metadata"
          playsInline
          tabIndex={-1}
          onClick={() => run({ kind: 'toggle' })}
          onTimeUpdate={read}
          onPlay={read}
          onPause={read}
          onVolumeChange={read}
        >
          {film.questionCount > 0 && (
            <track
              kind="subtitles"
              label={t('film.questions')}
              src={filmAddress(film.id, 'questions.vtt', token)}
            />
          )}
        </video>
      </div>
      <TimeLine film={film} token={token} atMs={playing.atMs} onSeek={seek} />
      <Controls film={film} video={video} playing={playing} run={run} />
      {film.voices.length > 0 && <Voices film={film} onSeek={seek} />}
      {film.chapters.length > 1 && (
        <Chapters film={film} headingOrder={headingOrder} atMs={playing.atMs} onSeek={seek} />
      )}
    </section>
  )
}

function act(
  kind: 'toggle' | 'fullscreen' | 'mute',
  video: RefObject<HTMLVideoElement | null>,
  stage: RefObject<HTMLDivElement | null>,
): void {
  const { current } = video
  if (!current) return
  if (kind === 'mute') current.muted = !current.muted
  // Refused (the file is gone, the window too small), it stays as it is, and the element says why.
  else if (kind === 'fullscreen') void toggleFullscreen(stage.current).catch(() => undefined)
  else if (current.paused) void current.play().catch(() => undefined)
  else current.pause()
}

async function toggleFullscreen(stage: HTMLDivElement | null): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen()
  else await stage?.requestFullscreen()
}

/** Keys mean what they mean elsewhere where something is chosen, and where a modifier is held. */
function takesKeys({ target, key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || altKey || metaKey || !(target instanceof HTMLElement)) return false
  if (target instanceof HTMLSelectElement) return false
  return !(key === ' ' && target instanceof HTMLButtonElement)
}

interface ControlsProps {
  film: Film
  video: RefObject<HTMLVideoElement | null>
  playing: Playing
  run: (command: Command) => void
}

function Controls({ film, video, playing: { isPlaying, isMuted, atMs }, run }: ControlsProps) {
  const { t } = useTranslation()
  return (
    <Group gap="xs">
      <ActionIcon
        variant="filled"
        size="lg"
        aria-label={t(isPlaying ? 'film.pause' : 'film.play')}
        onClick={() => run({ kind: 'toggle' })}
      >
        {isPlaying ? <IconPlayerPause size={20} aria-hidden /> : <IconPlayerPlay size={20} aria-hidden />}
      </ActionIcon>
      <Text size="sm" flex={1} className={classes['clock']}>
        {clockWords(atMs)} / {clockWords(film.durationMs)}
      </Text>
      <NativeSelect
        size="xs"
        w={84}
        aria-label={t('film.speed')}
        defaultValue="1"
        data={SPEEDS.map((value) => ({ value, label: `${value} ×` }))}
        onChange={({ currentTarget: { value } }) => {
          if (video.current) video.current.playbackRate = Number(value)
        }}
      />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t(isMuted ? 'film.unmute' : 'film.mute')}
        onClick={() => run({ kind: 'mute' })}
      >
        {isMuted ? <IconVolumeOff size={20} aria-hidden /> : <IconVolume size={20} aria-hidden />}
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('film.fullscreen')}
        onClick={() => run({ kind: 'fullscreen' })}
      >
        <IconMaximize size={20} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

interface ChaptersProps extends Pick<FilmPlayerProps, 'film' | 'headingOrder'> {
  atMs: number
  onSeek: (toMs: number) => void
}

function Chapters({ film: { chapters }, headingOrder, atMs, onSeek }: ChaptersProps) {
  const { t } = useTranslation()
  const now = chapters.findLastIndex(({ startMs }) => startMs <= atMs)
  return (
    <div>
      <Title order={headingOrder} size="h5" mb={4}>
        {t('film.chapters')}
      </Title>
      <ol className={classes['chapters']}>
        {chapters.map(({ startMs, kind, names }, index) => (
          <li key={`${startMs} ${kind}`}>
            <UnstyledButton
              w="100%"
              py={2}
              aria-current={index === now ? 'time' : undefined}
              onClick={() => onSeek(startMs)}
            >
              <Text size="sm" fw={index === now ? 600 : 400}>
                {clockWords(startMs)} · {t(`film.kinds.${kind}`, { names: names.join(', ') })}
              </Text>
            </UnstyledButton>
          </li>
        ))}
      </ol>
    </div>
  )
}
