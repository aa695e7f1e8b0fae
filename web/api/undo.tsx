/**
 * Undo instead of "are you sure": a deletion is held in the browser for a few seconds, in which it can be taken back,
 * and only then sent; what it causes, such as a hook's call, cannot be taken back any more. Until then its row is
 * hidden. Anyone who leaves the page sends what is held.
 */
import { Button, Group, Text } from '@mantine/core'
import i18next from 'i18next'
import { toast, toastProblem } from '../components/toast.tsx'
import { create, useStored } from '../store.ts'

/** How long a deletion can be taken back. */
const UNDO_MS = 8_000

interface Held {
  /** Of what is deleted. */
  ids: readonly string[]
  /** What happened, in words: "The key was revoked". */
  message: string
  /** Sends it. `isLeaving`: the page goes away, and the request has to outlive it. */
  send: (isLeaving: boolean) => Promise<void>
  onSent?: () => void
}

const held = create<readonly Held[]>([])

/** Ids of what is about to be deleted: lists leave it out. */
export function useHeldIds(): ReadonlySet<string> {
  return new Set(useStored(held).flatMap(({ ids }) => ids))
}

export function deleteWithUndo(deletion: Held): void {
  held.set([...held.get(), deletion])
  const timer = setTimeout(() => void finish(deletion, false), UNDO_MS)
  const shown = toast({
    shownMs: UNDO_MS,
    color: 'brand',
    role: 'status',
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" miw={0} style={{ overflowWrap: 'anywhere' }}>
          {deletion.message}
        </Text>
        <Button
          flex="none"
          size="compact-sm"
          variant="default"
          onClick={() => {
            clearTimeout(timer)
            release(deletion)
            void shown.then((hide) => hide())
          }}
        >
          {i18next.t('common.undo')}
        </Button>
      </Group>
    ),
  })
}

async function finish(deletion: Held, isLeaving: boolean): Promise<void> {
  if (!held.get().includes(deletion)) return
  try {
    await deletion.send(isLeaving)
    deletion.onSent?.()
  } catch (error) {
    toastProblem(error)
  } finally {
    release(deletion)
  }
}

function release(deletion: Held): void {
  held.set(held.get().filter((other) => other !== deletion))
}

addEventListener('pagehide', () => {
  for (const deletion of held.get()) void finish(deletion, true)
})
