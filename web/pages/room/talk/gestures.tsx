/** What participants do without a word: raise a hand, react; and what the others have shown in the last seconds. */
import { VisuallyHidden } from '@mantine/core'
import { IconHandStop, IconMoodSmile } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import { ControlButton } from '../devices/control-button.tsx'
import { EMOJIS } from '../connection/reactions.ts'
import { REACTIONS } from '../../../../shared/room-messages.ts'
import classes from '../styles/room-view.module.css'
import type { Room } from '../connection/room.ts'

export function HandButton({ room }: { room: Room }) {
  const { t } = useTranslation()
  const { hand } = useStored(room.self)
  const isRaised = hand !== null
  return (
    <ControlButton
      label={t(isRaised ? 'room.hand.lower' : 'room.hand.raise')}
      icon={IconHandStop}
      tone={isRaised ? 'on' : 'plain'}
      aria-pressed={isRaised}
      onClick={() => room.raiseHand(!isRaised)}
    />
  )
}

export function ReactionButton({ room }: { room: Room }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  return (
    <div
      className={classes['react']}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setOpen(false)
      }}
    >
      <ControlButton
        label={t('room.react')}
        icon={IconMoodSmile}
        tone={isOpen ? 'on' : 'plain'}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && (
        <div className={classes['choice']} role="group" aria-label={t('room.react')}>
          {REACTIONS.map((reaction) => (
            <button
              key={reaction}
              type="button"
              aria-label={t(`room.reactions.${reaction}`)}
              title={t(`room.reactions.${reaction}`)}
              onClick={() => {
                room.react(reaction)
                setOpen(false)
              }}
            >
              {EMOJIS[reaction]}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

export function ShownReactions({ room }: { room: Room }) {
  const { t } = useTranslation()
  const shown = useStored(room.reactions)
  return (
    <ul className={classes['reactions']} aria-live="polite" aria-label={t('room.reactions.title')}>
      {shown.map(({ id, name, reaction }) => (
        <li key={id}>
          <span aria-hidden>{EMOJIS[reaction]}</span> {name}
          <VisuallyHidden>: {t(`room.reactions.${reaction}`)}</VisuallyHidden>
        </li>
      ))}
    </ul>
  )
}
