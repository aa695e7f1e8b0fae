/** Raised hands, in the order in which they were raised: everybody sees them, hosts act on them. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import { givesFloor, inOrderOfHands } from '../connection/rights.ts'
import type { Room } from '../connection/room.ts'
import classes from '../styles/side-panel.module.css'

/** Everybody's place in the order, from 1; who is missing has not raised a hand. */
export function useHandPlaces(room: Room): ReadonlyMap<string, number> {
  const self = useStored(room.self)
  const others = useStored(room.people)
  return new Map(inOrderOfHands([self, ...others]).map(({ id }, index) => [id, index + 1]))
}

export function HandList({ room }: { room: Room }) {
  const { t } = useTranslation()
  const self = useStored(room.self)
  const others = useStored(room.people)
  const state = useStored(room.state)
  const raised = inOrderOfHands([self, ...others])
  if (raised.length === 0) return null
  const isHosting = self.role !== 'participant'
  const isClassroom = state?.meetingType === 'classroom'
  return (
    <section className={classes['part']} aria-label={t('room.hand.title')}>
      <div className={classes['partTop']}>
        <h2>{t('room.hand.title')}</h2>
      </div>
      <ol className={classes['entries']}>
        {raised.map(({ id, name, role, hasFloor }, index) => (
          <li key={id} className={classes['person']}>
            <span className={classes['personName']}>
              <span>
                {index + 1}. {id === self.id ? t('room.me', { name }) : name}
              </span>
            </span>
            {isHosting && givesFloor(state) && role !== 'host' && !hasFloor && (
              <Button
                size="compact-sm"
                aria-label={t(isClassroom ? 'room.floor.bringName' : 'room.floor.giveName', { name })}
                onClick={() => void room.hosting.act(id, 'give-floor')}
              >
                {t(isClassroom ? 'room.floor.bring' : 'room.floor.give')}
              </Button>
            )}
            {isHosting && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('room.hand.lowerName', { name })}
                onClick={() => void room.hosting.act(id, 'lower-hand')}
              >
                {t('room.hand.lowerShort')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
