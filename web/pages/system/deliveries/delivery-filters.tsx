/** Narrows the log: by hook, receiver, state, meeting, answer and time. */
import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilterOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hookNames } from '../../../../receiver/src/contract/hook-names.ts'
import type { DeliveryFilter } from '../../../api/deliveries.ts'
import type { WebHook } from '../../../api/web-hooks.ts'
import { fromLocalInput, toLocalInput } from '../../../components/local-input.ts'
import { deliveryStates } from './delivery-state-badge.tsx'

const PAUSE_MS = 300

interface DeliveryFiltersProps {
  filter: DeliveryFilter
  webHooks: WebHook[]
  onChange: (filter: DeliveryFilter) => void
}

export function DeliveryFilters({ filter, webHooks, onChange }: DeliveryFiltersProps) {
  const { t } = useTranslation()
  const set = (part: DeliveryFilter) => onChange({ ...filter, ...part })
  const all = { value: '', label: t('deliveries.any') }
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return (
    <Group gap="sm" mb="md" align="flex-end" role="search" aria-label={t('deliveries.filters')}>
      <NativeSelect
        label={t('deliveries.event')}
        data={[all, ...hookNames]}
        value={filter.event ?? ''}
        onChange={({ currentTarget }) =>
          set({ event: hookNames.find((name) => name === currentTarget.value) })
        }
      />
      <NativeSelect
        label={t('deliveries.state')}
        data={[all, ...deliveryStates.map((value) => ({ value, label: t(`deliveries.states.${value}`) }))]}
        value={filter.state ?? ''}
        onChange={({ currentTarget }) =>
          set({ state: deliveryStates.find((state) => state === currentTarget.value) })
        }
      />
      <NativeSelect
        label={t('deliveries.to')}
        maw={280}
        data={[all, ...webHooks.map(({ id, event, url }) => ({ value: id, label: `${event} → ${url}` }))]}
        value={filter.webHook ?? ''}
        onChange={({ currentTarget }) => set({ webHook: currentTarget.value || undefined })}
      />
      <TypedFilter
        label={t('deliveries.meeting')}
        value={filter.meeting ?? ''}
        placeholder="0000-0000-0000-0000"
        onSettled={(meeting) => set({ meeting: meeting || undefined })}
      />
      <TypedFilter
        label={t('deliveries.status')}
        value={filter.status === undefined ? '' : String(filter.status)}
        placeholder="500"
        width={90}
        onSettled={(status) => set({ status: /^[1-5]\d\d$/.test(status) ? Number(status) : undefined })}
      />
      <TextInput
        type="datetime-local"
        label={t('deliveries.since')}
        value={filter.since ? toLocalInput(new Date(filter.since)) : ''}
        onChange={({ currentTarget }) => set({ since: fromLocalInput(currentTarget.value)?.toISOString() })}
      />
      <TextInput
        type="datetime-local"
        label={t('deliveries.until')}
        value={filter.until ? toLocalInput(new Date(filter.until)) : ''}
        onChange={({ currentTarget }) => set({ until: fromLocalInput(currentTarget.value)?.toISOString() })}
      />
      {isFiltered && (
        <Button
          variant="subtle"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={() => onChange({})}
        >
          {t('deliveries.clearFilters')}
        </Button>
      )}
    </Group>
  )
}

interface TypedFilterProps {
  label: string
  value: string
  placeholder: string
  width?: number
  onSettled: (text: string) => void
}

function TypedFilter({ label, value, placeholder, width = 200, onSettled }: TypedFilterProps) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  if (value !== known) {
    setKnown(value)
    setText(value)
  }
  const settle = useDebouncedCallback((settled: string) => {
    setKnown(settled)
    onSettled(settled)
  }, PAUSE_MS)
  return (
    <TextInput
      label={label}
      placeholder={placeholder}
      w={width}
      autoComplete="off"
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        settle(currentTarget.value.trim())
      }}
    />
  )
}
