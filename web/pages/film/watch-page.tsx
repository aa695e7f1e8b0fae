/** A recording for anybody who has its address: the same film as on the meeting's page, without signing in. */
import { Anchor, Group, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { filmAddress, filmQuery } from '../../api/recordings.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Door } from '../../shell/door.tsx'
import { FilmPlayer } from './film-player.tsx'

const route = getRouteApi('/watch/$id')
const WIDTH_PX = 1100
export function WatchPage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  // Of `mergedRecordingUrl`.
  const token = new URLSearchParams(location.search).get('token') ?? undefined
  const { data: film, error } = useQuery(filmQuery(id, token))
  return (
    <Door title={film?.topic ?? t('meetings.recording.title')} width={WIDTH_PX}>
      {error && !film && <ProblemNotice error={error} />}
      {!error && !film && <Skeleton height={360} />}
      {film && (
        <Stack gap="md">
          <FilmPlayer film={film} token={token} headingOrder={2} />
          <Group gap="md">
            <Anchor size="sm" href={filmAddress(id, 'file', token)} download>
              {t('meetings.recording.download')}
            </Anchor>
            {film.parts.length > 0 && (
              <Anchor size="sm" href={filmAddress(id, 'parts.zip', token)} download>
                {t('film.allParts')}
              </Anchor>
            )}
          </Group>
        </Stack>
      )}
    </Door>
  )
}
