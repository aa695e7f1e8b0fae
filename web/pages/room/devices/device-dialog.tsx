/** Other devices, while one is inside. */
import { useTranslation } from 'react-i18next'
import { DeviceChoice } from './device-choice.tsx'
import type { LocalMedia } from '../connection/local-media.ts'
import { Dialog } from '../../../components/dialog.tsx'

export function DeviceDialog({ media, onClose }: { media: LocalMedia; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog onClose={onClose} title={t('room.devices')}>
      <DeviceChoice media={media} />
    </Dialog>
  )
}
