/** What the keyboard does in the room. */
import { Kbd, Stack, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../components/dialog.tsx'
import { Facts } from '../../components/facts.tsx'
import { useStored } from '../../store.ts'
import { hasSingleKeys, setSingleKeys } from './use-shortcuts.ts'

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const isOn = useStored(hasSingleKeys)
  return (
    <Dialog onClose={onClose} title={t('room.keys.title')}>
      <Stack>
        <Facts
          facts={[
            [t('room.keys.microphone'), <Keys key="microphone" keys={['M', 'Ctrl + D']} />],
            [t('room.keys.camera'), <Keys key="camera" keys={['V', 'Ctrl + E']} />],
            [t('room.keys.hand'), <Keys key="hand" keys={['H']} />],
            [t('room.keys.talk'), <Keys key="talk" keys={[t('room.keys.space')]} />],
            [t('room.layout.full'), <Keys key="full" keys={['F']} />],
            [t('room.keys.list'), <Keys key="list" keys={['?']} />],
          ]}
        />
        <Switch
          label={t('room.keys.single')}
          description={t('room.keys.singleText')}
          checked={isOn}
          onChange={({ currentTarget }) => setSingleKeys(currentTarget.checked)}
        />
      </Stack>
    </Dialog>
  )
}

function Keys({ keys }: { keys: string[] }) {
  return keys.map((key, index) => (
    <span key={key}>
      {index > 0 && ' / '}
      <Kbd>{key}</Kbd>
    </span>
  ))
}
