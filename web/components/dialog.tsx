/**
 * A dialog that exists as long as it is open. The focus goes back to where it was when it was opened, which Mantine's
 * own does only for dialogs that stay mounted.
 */
import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

export function Dialog(props: Omit<ModalProps, 'opened'>) {
  const { t } = useTranslation()
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    },
    [before],
  )
  return (
    <Modal
      opened
      returnFocus={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
      {...props}
    />
  )
}
