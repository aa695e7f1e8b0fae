/** Each step of a web hook's breaker, noted in the transaction that takes it: see `note-warnings`. */
import type { EngineConnection } from '../../platform/database/engine-connection.ts'
import { GONE, openDetail } from './judge-warnings.ts'
import { noteWarnings, type EndedWarning, type RaisedWarning } from './note-warnings.ts'
import type { Flow, FlowTransition } from './web-hook-flow.ts'

export interface Transition {
  webHookId: string
  transition: NonNullable<FlowTransition>
  flow: Flow
}

/** One of these holds at a time. */
const BREAKER_CODES = ['gone', 'breaker-open', 'recovered'] as const

export async function noteTransitions(
  query: EngineConnection['query'],
  now: Date | null,
  transitions: Transition[],
): Promise<void> {
  const raised = transitions.map(raisedBy)
  const ended = raised.flatMap(({ webHookId, code, isOnlyAudited }): EndedWarning[] =>
    isOnlyAudited
      ? []
      : BREAKER_CODES.filter((other) => other !== code).map((other) => ({ webHookId, code: other })),
  )
  await noteWarnings(query, now, { raised, ended })
}

function raisedBy({ webHookId, transition, flow }: Transition): RaisedWarning {
  const said = { webHookId, action: `web-hook.breaker-${transition}` }
  switch (transition) {
    case 'gone':
      return { ...said, code: 'gone', detail: GONE }
    case 'closed':
      return { ...said, code: 'recovered', detail: 'Calls go out again.' }
    case 'probe-failed': {
      const detail = `The next try is at ${flow.probe_at!.toISOString()}. ${flow.last_error ?? ''}`.trim()
      return { ...said, code: 'breaker-open', detail, isOnlyAudited: true }
    }
    default:
      transition satisfies 'opened'
      return { ...said, code: 'breaker-open', detail: openDetail(flow.breaker_reason) }
  }
}
