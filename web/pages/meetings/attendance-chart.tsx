/**
 * Who was there when, as bars on a common time axis: drawn by ourselves, since it is a few rectangles. What eyes see
 * in a bar, screen readers hear as times.
 */
import { Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Summary } from '../../api/summaries.ts'
import { durationWords } from '../../components/duration-words.ts'
import { locale } from '../../i18n/index.ts'
import classes from './attendance-chart.module.css'
import {
  presentSeconds,
  type Stay,
  staysOf,
  type Tick,
  ticksOf,
  type TimeAxis,
  timeAxis,
} from './attendance.ts'

type Participant = Summary['participants'][number]

const HEIGHT_PX = 22
const BAR_PX = 14
const MINUTE_MS = 60_000
/** So near to an end of the axis a label would stick out. */
const EDGE = 0.06

export function AttendanceChart({ summary }: { summary: Summary }) {
  const axis = timeAxis(summary)
  const ticks = ticksOf(axis, -new Date(axis.fromMs).getTimezoneOffset() * MINUTE_MS)
  return (
    <ul className={classes['chart']}>
      {summary.participants.map((participant, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a summary never changes, and names may be equal
        <PersonRow key={index} participant={participant} axis={axis} ticks={ticks} />
      ))}
      <li className={classes['person']} aria-hidden>
        <span />
        <Ticks ticks={ticks} />
        <span />
      </li>
    </ul>
  )
}

interface PersonRowProps {
  participant: Participant
  axis: TimeAxis
  ticks: Tick[]
}

function PersonRow({ participant: { name, durations, info }, axis, ticks }: PersonRowProps) {
  const { t } = useTranslation()
  const stays = staysOf(durations, axis)
  const browser = [info.browserName, info.osName].filter((part) => part !== '').join(', ')
  return (
    <li className={classes['person']}>
      <div>
        <Text size="sm" fw={500} truncate>
          {name}
        </Text>
        {browser && (
          <Text size="xs" c="dimmed" truncate>
            {browser}
          </Text>
        )}
      </div>
      <div>
        <Bars stays={stays} ticks={ticks} />
        <VisuallyHidden>{stays.map((stay) => range(stay)).join(', ')}</VisuallyHidden>
      </div>
      <span className={classes['total']}>
        <VisuallyHidden>{t('meetings.summary.present')} </VisuallyHidden>
        {durationWords(presentSeconds(durations))}
      </span>
    </li>
  )
}

function Bars({ stays, ticks }: { stays: Stay[]; ticks: Tick[] }) {
  const top = (HEIGHT_PX - BAR_PX) / 2
  return (
    <svg aria-hidden className={classes['bars']}>
      <rect x="0" y={top} width="100%" height={BAR_PX} rx="3" className={classes['track']} />
      {ticks.map(({ atMs, x }) => (
        <line key={atMs} x1={percent(x)} x2={percent(x)} y1="0" y2={HEIGHT_PX} className={classes['grid']} />
      ))}
      {stays.map((stay) => (
        <rect
          key={stay.fromMs}
          x={percent(stay.x)}
          y={top}
          width={percent(stay.width)}
          height={BAR_PX}
          rx="3"
          className={classes['stay']}
        >
          <title>{range(stay)}</title>
        </rect>
      ))}
    </svg>
  )
}

function Ticks({ ticks }: { ticks: Tick[] }) {
  return (
    <div className={classes['ticks']}>
      {ticks.map(({ atMs, x }) => (
        <span
          key={atMs}
          className={classes['tick']}
          style={{ left: percent(x) }}
          data-edge={x < EDGE ? 'start' : x > 1 - EDGE ? 'end' : undefined}
        >
          {clock(atMs)}
        </span>
      ))}
    </div>
  )
}

function range({ fromMs, toMs }: Stay): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'medium' }).formatRange(fromMs, toMs)
}

function clock(atMs: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(atMs)
}

function percent(share: number): string {
  return `${share * 100}%`
}
