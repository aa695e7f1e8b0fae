/** How the calls of a web hook are doing: by word, by colour and by shape. */
import { IconBan, IconCircleCheck, IconPlugConnectedX, IconPower } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Health } from '../../../api/web-hooks.ts'
import { StateBadge } from '../../../components/state-badge.tsx'

const looks = {
  delivering: { tone: 'good', icon: IconCircleCheck },
  failing: { tone: 'bad', icon: IconPlugConnectedX },
  open: { tone: 'bad', icon: IconBan },
  off: { tone: 'quiet', icon: IconPower },
} as const

export function HealthBadge({ health: { state, reason } }: { health: Pick<Health, 'state' | 'reason'> }) {
  const { t } = useTranslation()
  const word = state === 'open' && reason === 'gone' ? 'gone' : state
  return <StateBadge {...looks[state]}>{t(`webHooks.health.${word}`)}</StateBadge>
}
