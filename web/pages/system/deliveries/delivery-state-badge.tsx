/** In which state a delivery is. */
import {
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconHourglass,
  IconPlayerPause,
  IconSend,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeliveryState } from '../../../api/deliveries.ts'
import { StateBadge } from '../../../components/state-badge.tsx'

const looks = {
  pending: { tone: 'waiting', icon: IconClock },
  sending: { tone: 'active', icon: IconSend },
  held: { tone: 'waiting', icon: IconHourglass },
  paused: { tone: 'quiet', icon: IconPlayerPause },
  delivered: { tone: 'good', icon: IconCircleCheck },
  failed: { tone: 'bad', icon: IconCircleX },
} as const

export const deliveryStates = Object.keys(looks) as DeliveryState[]

export function DeliveryStateBadge({ state }: { state: DeliveryState }) {
  const { t } = useTranslation()
  return <StateBadge {...looks[state]}>{t(`deliveries.states.${state}`)}</StateBadge>
}
