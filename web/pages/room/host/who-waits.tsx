/** Who waits to be let in: a line above the pictures, which stays until it is decided, and the list among the people. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import { initialsOf } from '../../../../shared/initials.ts'
import classes from '../styles/room-view.module.css'
import type { Room } from '../connection/room.ts'
import panel from '../styles/side-panel.module.css'
import type { Listed } from '../connection/hosting.ts'
import { RefuseDialog } from './refuse-dialog.tsx'

interface WaitingNoticeProps {
  room: Room
  onShow: () => void
}

export function WaitingNotice({ room, onShow }: WaitingNoticeProps) {
  const { t } = useTranslation()
  const { waiting } = useStored(room.hosting.view)
  const [first] = waiting
  if (!first) return null
  const isAlone = waiting.length === 1
  return (
    <div className={classes['notice']} role="group" aria-label={t('room.waits.title')}>
      <span>
        {isAlone
          ? t('room.waits.one', { name: first.name })
          : t('room.waits.many', { number: waiting.length })}
      </span>
      <span className={classes['noticeButtons']}>
        {isAlone ? (
          <button
            type="button"
            className={classes['textButton']}
            onClick={() => void room.hosting.act(first.id, 'admit')}
          >
            {t('room.waits.admit')}
          </button>
        ) : (
          <button
            type="button"
            className={classes['textButton']}
            onClick={() => void room.hosting.admitAll()}
          >
            {t('room.waits.admitAll')}
          </button>
        )}
        <button type="button" className={classes['textButton']} onClick={onShow}>
          {t('room.waits.show')}
        </button>
      </span>
    </div>
  )
}

export function WaitingList({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { waiting } = useStored(room.hosting.view)
  const { act, admitAll, refuse } = room.hosting
  const [refused, setRefused] = useState<Listed | null>(null)
  if (waiting.length === 0) return null
  return (
    <section className={panel['part']} aria-label={t('room.waits.title')}>
      <div className={panel['partTop']}>
        <h2>{t('room.waits.total', { number: waiting.length })}</h2>
        {waiting.length > 1 && (
          <Button size="compact-sm" variant="light" onClick={() => void admitAll()}>
            {t('room.waits.admitAll')}
          </Button>
        )}
      </div>
      <ul className={panel['entries']}>
        {waiting.map(({ id, name }, index) => (
          <li key={id} className={panel['person']}>
            <span className={panel['avatar']} aria-hidden>
              {initialsOf(name)}
            </span>
            <span className={panel['personName']}>
              <span>{name}</span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('room.waits.refuseName', { name })}
              onClick={() => setRefused(waiting[index] ?? null)}
            >
              {t('room.waits.refuse')}
            </Button>
            <Button
              size="compact-sm"
              aria-label={t('room.waits.admitName', { name })}
              onClick={() => void act(id, 'admit')}
            >
              {t('room.waits.admit')}
            </Button>
          </li>
        ))}
      </ul>
      {refused && (
        <RefuseDialog
          name={refused.name}
          onRefuse={(word) => void refuse(refused.id, word)}
          onClose={() => setRefused(null)}
        />
      )}
    </section>
  )
}

export function RemovedList({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { removed } = useStored(room.hosting.view)
  if (removed.length === 0) return null
  return (
    <section className={panel['part']} aria-label={t('room.removed.title')}>
      <div className={panel['partTop']}>
        <h2>{t('room.removed.title')}</h2>
      </div>
      <ul className={panel['entries']}>
        {removed.map(({ id, name }) => (
          <li key={id} className={panel['person']}>
            <span className={panel['personName']}>
              <span>{name}</span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('room.removed.letBackName', { name })}
              onClick={() => void room.hosting.letBack(id)}
            >
              {t('room.removed.letBack')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
