/** Whether anybody's browser records at the moment; paused: a host has them all wait. */
import { useStored } from '../../store.ts'
import type { Room } from './room.ts'

export function useRecordedState({ recording, people }: Room): 'off' | 'on' | 'paused' {
  const { isRunning, isPaused, isRecorded } = useStored(recording.state)
  const others = useStored(people)
  if (isRunning || others.some(({ media }) => media?.isRecording)) return 'on'
  return isPaused && isRecorded !== false ? 'paused' : 'off'
}
