/** Whether the server records this meeting; paused: a host has it wait. */
import type { RecordingState } from '../../../../shared/room-messages.ts'
import { useStored } from '../../../store.ts'
import type { Room } from './room.ts'

export function useRecordedState({ state }: Room): RecordingState {
  return useStored(state)?.recording ?? 'off'
}
