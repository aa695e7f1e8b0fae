/**
 * What each hook sends, and listeners that take it: the golden payloads of the receiver kit, and one small program per
 * language, each of which a test runs against real calls where the machine has the language. All are shown with the
 * hook and the method of the form.
 */
import meeting from '../../../../receiver/examples/meeting.json'
import recording from '../../../../receiver/examples/meeting-recording-prepared.json'
import summary from '../../../../receiver/examples/meeting-summary.json'
import deleted from '../../../../receiver/examples/meetings-deleted.json'
import type { HookName } from '../../../../receiver/src/contract/hook-names.ts'
import call from '../../../listeners/call.sh?raw'
import csharp from '../../../listeners/Listener.cs?raw'
import java from '../../../listeners/Listener.java?raw'
import php from '../../../listeners/listener.php?raw'
import python from '../../../listeners/listener.py?raw'
import typescript from '../../../listeners/listener.ts?raw'

export const samplePayloads: Record<HookName, unknown> = {
  onMeetingScheduled: meeting,
  onMeetingUpdated: meeting,
  onMeetingClosed: meeting,
  onMeetingDeleted: deleted,
  onMeetingSummaryCreated: summary,
  onMeetingRecordingCreated: recording,
}

export const listenerLanguages = {
  typescript: { name: 'TypeScript', source: typescript },
  python: { name: 'Python', source: python },
  php: { name: 'PHP', source: php },
  csharp: { name: 'C#', source: csharp },
  java: { name: 'Java', source: java },
  curl: { name: 'curl', source: call },
} as const

export type ListenerLanguage = keyof typeof listenerLanguages

export function listenerFor(language: ListenerLanguage, hook: HookName, method: 'POST' | 'PUT'): string {
  const body = JSON.stringify(samplePayloads[hook])
  return listenerLanguages[language].source
    .replaceAll('onMeetingScheduled', hook)
    .replaceAll('__METHOD__', method)
    .replaceAll('__BODY__', () => body.replaceAll("'", String.raw`'\''`))
}
