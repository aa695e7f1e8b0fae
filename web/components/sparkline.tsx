/**
 * A day of calls, hour by hour, as bars: delivered upwards, failed in another colour and hatched on top, so that they
 * are told apart without colours too. Drawn by ourselves, because a chart library weighs more than the page. Screen
 * readers hear the sum.
 */
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { locale } from '../i18n/index.ts'
import classes from './sparkline.module.css'

interface Hour {
  start: string
  delivered: number
  failed: number
}

const BAR_WIDTH = 5
const GAP = 1
const HEIGHT = 32
/** So that a single call is seen. */
const SMALLEST_BAR = 2

export function Sparkline({ hours, label }: { hours: Hour[]; label: string }) {
  const { t } = useTranslation()
  const pattern = useId()
  const highest = Math.max(1, ...hours.map(({ delivered, failed }) => delivered + failed))
  const delivered = hours.reduce((sum, hour) => sum + hour.delivered, 0)
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0)
  const words = t('webHooks.chart', { label, delivered, failed })
  const heightOf = (count: number) =>
    count === 0 ? 0 : Math.max(SMALLEST_BAR, Math.round((count / highest) * HEIGHT))
  return (
    <svg
      role="img"
      aria-label={words}
      className={classes['chart']}
      width={hours.length * (BAR_WIDTH + GAP)}
      height={HEIGHT + 1}
    >
      <title>{words}</title>
      <pattern id={pattern} width="3" height="3" patternUnits="userSpaceOnUse">
        <path d="M0 3 L3 0" className={classes['hatch']} />
      </pattern>
      <line x1="0" x2="100%" y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className={classes['axis']} />
      {hours.map((hour, index) => {
        const good = heightOf(hour.delivered)
        const bad = Math.min(heightOf(hour.failed), HEIGHT)
        const x = index * (BAR_WIDTH + GAP)
        const top = Math.max(0, HEIGHT - good - bad)
        return (
          <g key={hour.start}>
            <title>
              {hourWords(hour, t('webHooks.hour', { delivered: hour.delivered, failed: hour.failed }))}
            </title>
            <rect x={x} y={0} width={BAR_WIDTH + GAP} height={HEIGHT} fill="transparent" />
            <rect x={x} y={HEIGHT - good} width={BAR_WIDTH} height={good} className={classes['good']} />
            <rect x={x} y={top} width={BAR_WIDTH} height={bad} className={classes['bad']} />
            <rect x={x} y={top} width={BAR_WIDTH} height={bad} fill={`url(#${pattern})`} />
          </g>
        )
      })}
    </svg>
  )
}

function hourWords({ start }: Hour, counts: string): string {
  return `${new Intl.DateTimeFormat(locale(), { hour: 'numeric', minute: '2-digit' }).format(new Date(start))}: ${counts}`
}
