/** How the others will see one: the own picture, mirrored as in a mirror, with switches for camera and microphone. */
import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import { CameraButton, isMirrored, MicrophoneButton, TurnButton } from '../devices/media-buttons.tsx'
import type { LocalMedia } from '../connection/local-media.ts'
import classes from '../styles/lobby.module.css'
import { useTrackElement } from '../devices/use-track-element.ts'

export function Preview({ media }: { media: LocalMedia }) {
  const { t } = useTranslation()
  const { camera, isStarting, wasAsked } = useStored(media.state)
  const video = useTrackElement<HTMLVideoElement>(camera)
  return (
    <div className={classes['preview']}>
      <video
        ref={video}
        autoPlay
        playsInline
        muted
        hidden={!camera}
        aria-label={t('room.preview')}
        data-mirrored={isMirrored(camera) || undefined}
      />
      {!camera && (
        <div className={classes['nothing']}>
          {wasAsked ? (
            <Text role="status">{t(isStarting ? 'room.searching' : 'room.noCamera')}</Text>
          ) : (
            <Button variant="white" color="dark" onClick={() => void media.start()}>
              {t('room.door.useDevices')}
            </Button>
          )}
        </div>
      )}
      {wasAsked && (
        <div className={classes['buttons']}>
          <MicrophoneButton media={media} />
          <CameraButton media={media} />
          <TurnButton media={media} />
        </div>
      )}
    </div>
  )
}
