/**
 * Where the time of a try went: looking the name up, connecting, TLS, waiting for the answer, the rest. Bars for the
 * eye, numbers for everybody. A connection that was open already has no first three.
 */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Attempt } from '../../../api/deliveries.ts'
import { millisecondWords } from '../../../components/duration-words.ts'
import classes from './attempt-timeline.module.css'

type Phase = 'dns' | 'connect' | 'tls' | 'wait'

interface Span {
  phase: Phase
  startMs: number
  ms: number
}

export function AttemptTimeline({ attempt: { timings, durationMs } }: { attempt: Attempt }) {
  const { t } = useTranslation()
  if (durationMs === null) return null
  const spans = spansOf(timings)
  const total = Math.max(durationMs, ...spans.map(({ startMs, ms }) => startMs + ms), 0.1)
  return (
    <div>
      <table className={classes['timeline']}>
        <caption>{t('deliveries.timeline')}</caption>
        <tbody>
          {spans.map(({ phase, startMs, ms }) => (
            <tr key={phase}>
              <th scope="row">{t(`deliveries.phases.${phase}`)}</th>
              <td className={classes['track']}>
                <span
                  className={classes['bar']}
                  data-phase={phase}
                  style={{ left: `${(startMs / total) * 100}%`, width: `${(ms / total) * 100}%` }}
                />
              </td>
              <td className={classes['ms']}>{millisecondWords(ms)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('deliveries.phases.total')}</th>
            <td className={classes['track']} />
            <td className={classes['ms']}>{millisecondWords(durationMs)}</td>
          </tr>
        </tbody>
      </table>
      {timings.connectMs === null && timings.firstByteMs !== null && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('deliveries.reused')}
        </Text>
      )}
    </div>
  )
}

function spansOf({ dnsMs, connectMs, tlsMs, firstByteMs }: Attempt['timings']): Span[] {
  const lengths: [Phase, number | null][] = [
    ['dns', dnsMs],
    ['connect', connectMs],
    ['tls', tlsMs],
    ['wait', firstByteMs],
  ]
  let startMs = 0
  return lengths.flatMap(([phase, ms]) => {
    if (ms === null) return []
    const span = { phase, startMs, ms }
    startMs += ms
    return [span]
  })
}
