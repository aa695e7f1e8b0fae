/** Switches for microphone, camera and screen, the same before joining and inside. */
import {
  IconCameraRotate,
  IconMicrophone,
  IconMicrophoneOff,
  IconScreenShare,
  IconScreenShareOff,
  IconVideo,
  IconVideoOff,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import { ControlButton } from './control-button.tsx'
import type { LocalMedia } from '../connection/local-media.ts'

interface SwitchProps {
  media: LocalMedia
  /** Why it cannot be used now; not given: it can. */
  reason?: string
}

export function MicrophoneButton({ media, reason }: SwitchProps) {
  const { t } = useTranslation()
  const { microphone, isMuted } = useStored(media.state)
  const isOn = microphone !== null && !isMuted
  return (
    <ControlButton
      label={reason ?? t(isOn ? 'room.mute' : 'room.unmute')}
      shortcut="Control+D"
      aria-disabled={reason !== undefined || undefined}
      icon={isOn ? IconMicrophone : IconMicrophoneOff}
      tone={isOn ? 'plain' : 'off'}
      onClick={() => {
        if (reason === undefined) void media.setMuted(isOn)
      }}
    />
  )
}

export function CameraButton({ media }: { media: LocalMedia }) {
  const { t } = useTranslation()
  const { camera } = useStored(media.state)
  const isOn = camera !== null
  return (
    <ControlButton
      label={t(isOn ? 'room.cameraOff' : 'room.cameraOn')}
      shortcut="Control+E"
      icon={isOn ? IconVideo : IconVideoOff}
      tone={isOn ? 'plain' : 'off'}
      onClick={() => void media.setCamera(!isOn)}
    />
  )
}

/** On a telephone or tablet with more than one camera. */
export function TurnButton({ media }: { media: LocalMedia }) {
  const { t } = useTranslation()
  const { camera, devices } = useStored(media.state)
  const cameras = devices.filter(({ kind }) => kind === 'videoinput').length
  if (!camera || cameras < 2 || !matchMedia('(pointer: coarse)').matches) return null
  return (
    <ControlButton
      label={t('room.otherCamera')}
      icon={IconCameraRotate}
      onClick={() => void media.turnCamera()}
    />
  )
}

/** People know themselves from the mirror; what the camera on the back of a telephone shows has to be readable. */
export function isMirrored(camera: MediaStreamTrack | null): boolean {
  return camera?.getSettings().facingMode !== 'environment'
}

/** Telephones cannot show their screen. */
export const canShareScreen = 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices

export function ScreenButton({ media, reason }: SwitchProps) {
  const { t } = useTranslation()
  const { screen } = useStored(media.state)
  const isOn = screen !== null
  if (!canShareScreen) return null
  return (
    <ControlButton
      label={reason ?? t(isOn ? 'room.stopSharing' : 'room.shareScreen')}
      aria-disabled={reason !== undefined || undefined}
      icon={isOn ? IconScreenShareOff : IconScreenShare}
      tone={isOn ? 'on' : 'plain'}
      onClick={() => {
        if (reason === undefined) void media.setScreen(!isOn)
      }}
    />
  )
}
