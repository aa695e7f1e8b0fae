/**
 * What is heard from the others, apart from their pictures: nobody falls silent because their picture has no place.
 * Where the browser holds the sound back until something is done on the page, a button does it.
 */
import { Fragment, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import classes from '../styles/room-view.module.css'
import type { Room } from '../connection/room.ts'
import { canChooseSpeaker, chosenSpeaker } from '../devices/speaker-choice.ts'
import { type PlayedTrack, useTrackElement } from '../devices/use-track-element.ts'

export function Sounds({ room }: { room: Room }) {
  const { t } = useTranslation()
  const people = useStored(room.people)
  const [isBlocked, setBlocked] = useState(false)
  const onBlocked = useCallback(() => setBlocked(true), [])

  function turnOn(): void {
    setBlocked(false)
    for (const audio of document.querySelectorAll('audio')) void audio.play().catch(onBlocked)
  }

  return (
    <>
      {people.map(({ id, media }) => (
        <Fragment key={id}>
          <Sound track={media?.microphone ?? null} onBlocked={onBlocked} />
          <Sound track={media?.screenSound ?? null} onBlocked={onBlocked} />
        </Fragment>
      ))}
      {isBlocked && (
        <div className={classes['notice']} role="alert">
          <span>{t('room.soundBlocked')}</span>
          <button type="button" className={classes['textButton']} onClick={turnOn}>
            {t('room.soundOn')}
          </button>
        </div>
      )}
    </>
  )
}

function Sound({ track, onBlocked }: { track: PlayedTrack | null; onBlocked: () => void }) {
  const audio = useTrackElement<HTMLAudioElement>(track, onBlocked)
  const speaker = useStored(chosenSpeaker)
  useEffect(() => {
    // One that was unplugged: the system's goes on.
    if (canChooseSpeaker) void audio.current?.setSinkId(speaker).catch(() => {})
  }, [audio, speaker])
  return <audio ref={audio} autoPlay />
}
