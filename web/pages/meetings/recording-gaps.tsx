/** When nothing was recorded of a recorded meeting, and why. */
import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RecordingDetail } from '../../api/recordings.ts'
import { durationWords } from '../../components/duration-words.ts'
import { LocalTime } from '../../components/local-time.tsx'

export function RecordingGaps({ gaps }: { gaps: RecordingDetail['gaps'] }) {
  const { t } = useTranslation()
  if (gaps.length === 0) return null
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('meetings.recording.gaps.title')}
      </Text>
      <List size="sm">
        {gaps.map(({ from, to, reason }) => (
          <List.Item key={from}>
            <LocalTime at={from} /> ({durationWords((Date.parse(to) - Date.parse(from)) / 1_000)}):{' '}
            {t(`meetings.recording.gaps.reasons.${reason}`)}
          </List.Item>
        ))}
      </List>
    </div>
  )
}
