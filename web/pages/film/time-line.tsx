/**
 * The time line of a film: a slider with a mark for each chapter and a small picture of where the pointer is, and below
 * it a line for each person, on which a click leads to what they say.
 */
import { Text } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Film, filmAddress } from '../../api/recordings.ts'
import classes from './film-player.module.css'
import { clockWords, placeOf } from './film-time.ts'

const STEP_MS = 5_000
const PADDING_PX = 10

interface TimeLineProps {
  film: Film
  token: string | undefined
  atMs: number
  onSeek: (toMs: number) => void
}

export function TimeLine({ film, token, atMs, onSeek }: TimeLineProps) {
  const { t } = useTranslation()
  const [hover, setHover] = useState<{ atMs: number; x: number; width: number } | null>(null)
  const { durationMs } = film
  const look = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const x = Math.min(width, Math.max(0, event.clientX - left))
    const there = { atMs: width === 0 ? 0 : (x / width) * durationMs, x, width }
    setHover(there)
    return there
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { Home: 0, End: durationMs, ArrowUp: atMs + STEP_MS, ArrowDown: atMs - STEP_MS }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onSeek(to)
  }
  return (
    <div
      className={classes['line']}
      role="slider"
      tabIndex={0}
      aria-label={t('film.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 1000)}
      aria-valuenow={Math.round(atMs / 1000)}
      aria-valuetext={clockWords(atMs)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        onSeek(look(event).atMs)
      }}
      onPointerMove={(event) => {
        const there = look(event)
        if (event.buttons === 1) onSeek(there.atMs)
      }}
      onPointerLeave={() => setHover(null)}
    >
      <div className={classes['track']} />
      <div className={classes['done']} style={{ width: placeOf(atMs, durationMs) }} />
      {film.chapters.map(({ startMs, kind }) => (
        <div
          key={`${startMs} ${kind}`}
          className={classes['mark']}
          style={{ insetInlineStart: placeOf(startMs, durationMs) }}
        />
      ))}
      <div className={classes['knob']} style={{ insetInlineStart: placeOf(atMs, durationMs) }} />
      {hover && <Preview film={film} token={token} {...hover} />}
    </div>
  )
}

interface PreviewProps {
  film: Film
  token: string | undefined
  atMs: number
  x: number
  width: number
}

function Preview({ film: { id, strip }, token, atMs, x, width }: PreviewProps) {
  const own = (strip?.width ?? 40) + PADDING_PX
  const left = Math.max(0, Math.min(width - own, x - own / 2))
  const picture = strip && Math.min(strip.count - 1, Math.floor(atMs / strip.intervalMs))
  return (
    <div className={classes['preview']} style={{ left }} aria-hidden>
      {strip !== null && picture !== null && (
        <div
          style={{
            width: strip.width,
            height: strip.height,
            backgroundImage: `url("${filmAddress(id, 'strip', token)}")`,
            backgroundPosition: `-${(picture % strip.columns) * strip.width}px -${Math.floor(picture / strip.columns) * strip.height}px`,
          }}
        />
      )}
      <Text size="xs">{clockWords(atMs)}</Text>
    </div>
  )
}

/** Each person with what they say; a click leads there. */
export function Voices({ film, onSeek }: { film: Film; onSeek: (toMs: number) => void }) {
  const { t } = useTranslation()
  return (
    <div className={classes['voices']} role="group" aria-label={t('film.voices')}>
      {film.voices.map(({ participantId, name, times }) => (
        <VoiceRow
          key={participantId}
          name={name}
          times={times}
          durationMs={film.durationMs}
          onSeek={onSeek}
        />
      ))}
    </div>
  )
}

interface VoiceRowProps {
  name: string
  times: number[][]
  durationMs: number
  onSeek: (toMs: number) => void
}

function VoiceRow({ name, times, durationMs, onSeek }: VoiceRowProps) {
  const { t } = useTranslation()
  return (
    <>
      <Text size="sm" truncate>
        {name}
      </Text>
      <div className={classes['voice']}>
        {times.map(([from = 0, to = from]) => (
          <button
            key={from}
            type="button"
            className={classes['speech']}
            // Hundreds of stops would keep the keyboard from what comes after: chapters and keys lead there, too.
            tabIndex={-1}
            aria-label={t('film.speaks', { name, time: clockWords(from) })}
            style={{ insetInlineStart: placeOf(from, durationMs), width: placeOf(to - from, durationMs) }}
            onClick={() => onSeek(from)}
          />
        ))}
      </div>
    </>
  )
}
