/** In front of a meeting: too early, where the visit asks again by itself; or in the lobby, where a host decides. */
import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { doorQuery } from '../../../api/join.ts'
import { Facts } from '../../../components/facts.tsx'
import { LocalTime, relative } from '../../../components/local-time.tsx'
import { Door } from '../../../shell/door.tsx'

interface WaitingProps {
  topic: string
  opensAt: string
  startTime: string
  onBack: () => void
}

export function Waiting({ topic, opensAt, startTime, onBack }: WaitingProps) {
  const { t } = useTranslation()
  const when = relative(new Date(opensAt), Date.now())
  return (
    <Door title={t('room.waiting.title')} text={topic}>
      <Stack>
        <Group wrap="nowrap" align="flex-start">
          <Loader size="sm" mt={4} aria-hidden />
          <Text role="status">{t('room.waiting.text', { when })}</Text>
        </Group>
        <Facts
          facts={[
            [t('room.waiting.opens'), <LocalTime key="opens" at={opensAt} />],
            [t('room.waiting.starts'), <LocalTime key="starts" at={startTime} />],
          ]}
        />
        <Button variant="default" onClick={onBack}>
          {t('room.waiting.back')}
        </Button>
      </Stack>
    </Door>
  )
}

interface InLobbyProps {
  topic: string
  number: string
  onLeave: () => void
}

export function InLobby({ topic, number, onLeave }: InLobbyProps) {
  const { t } = useTranslation()
  const { data: door } = useQuery(doorQuery(number))
  return (
    <Door title={t('room.lobby.title')} text={topic}>
      <Stack>
        <Group wrap="nowrap" align="flex-start">
          <Loader size="sm" mt={4} aria-hidden />
          <Text role="status">
            {t(door?.inside.hasHost === false ? 'room.lobby.noHost' : 'room.lobby.text')}
          </Text>
        </Group>
        <Button variant="default" onClick={onLeave}>
          {t('room.lobby.leave')}
        </Button>
      </Stack>
    </Door>
  )
}
