/** Other devices, while one is inside. */
import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DeviceChoice } from './device-choice.tsx'
import type { LocalMedia } from './local-media.ts'

export function DeviceDialog({ media, onClose }: { media: LocalMedia; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('room.devices')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <DeviceChoice media={media} />
    </Modal>
  )
}
