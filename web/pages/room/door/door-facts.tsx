/** What the door says before it asks for anything: whose meeting it is, when, whether it is recorded, who is inside. */
import { Alert, Stack, Text } from '@mantine/core'
import { IconEyeOff, IconPlayerRecord } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Door } from '../../../api/join.ts'
import { Facts } from '../../../components/facts.tsx'
import { LocalTime } from '../../../components/local-time.tsx'
import { canEncrypt } from '../secret/can-encrypt.ts'

export function DoorFacts({ door }: { door: Door }) {
  const { t } = useTranslation()
  const { host, startTime, state, isLocked, isRecorded, meetingType } = door
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          [t('room.host'), host],
          [
            t('room.waiting.starts'),
            <span key="starts">
              <LocalTime at={startTime} /> (<LocalTime at={startTime} format="relative" />)
            </span>,
          ],
          ...(state === 'open'
            ? [[t('room.door.inside'), <Inside key="inside" door={door} />] as const]
            : []),
        ]}
      />
      {state === 'not-open' && <Text size="sm">{t('room.door.notOpen')}</Text>}
      {state === 'closed' && <Text size="sm">{t('room.over.closedText')}</Text>}
      {isLocked && <Text size="sm">{t('room.door.locked')}</Text>}
      {isRecorded && (
        <Alert color="red" variant="light" p="sm" icon={<IconPlayerRecord aria-hidden />}>
          <Text size="sm">{t('room.door.recorded')}</Text>
        </Alert>
      )}
      {meetingType === 'offTheRecord' && (
        <Alert variant="light" p="sm" icon={<IconEyeOff aria-hidden />}>
          <Text size="sm">{t('room.door.offTheRecord')}</Text>
        </Alert>
      )}
      {meetingType === 'offTheRecord' && !canEncrypt() && (
        <Alert color="red" variant="light" p="sm" role="alert">
          <Text size="sm">{t('room.door.cannotEncrypt')}</Text>
        </Alert>
      )}
    </Stack>
  )
}

function Inside({ door }: { door: Door }) {
  const { t } = useTranslation()
  const { count, names } = door.inside
  if (count === 0) return t('room.door.nobody')
  if (names.length === 0) return t('room.door.number', { number: count })
  const more = count - names.length
  return more > 0 ? t('room.door.namesAndMore', { names: names.join(', '), number: more }) : names.join(', ')
}
