/** Web hooks: their configuration, health and statistics, and what can be done with them. */
import { queryOptions, useMutation } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { HookName } from '../../receiver/src/contract/hook-names.ts'
import type {
  Replay as ReplayView,
  ReplayBody,
  ReplayCount,
  RotateApiKeyBody,
  RotatedApiKey,
  RotatedSecret,
  Statistics,
  TestBody,
} from '../../server/api/schemas/web-hook-operations.ts'
import type {
  CreatedWebHook,
  CreatedWebHookSet,
  NewWebHookBody,
  WebHook,
  WebHookPatchBody,
  WebHookSetBody,
} from '../../server/api/schemas/web-hooks.ts'
import { type Answer, call, callForAnswer } from './client.ts'
import type { DeliveryDetail } from './deliveries.ts'
import type { ListPage } from './list-query.ts'
import { queryClient } from './query-client.ts'

export type WebHook = Static<typeof WebHook>
export type Health = WebHook['health']
export type NewWebHook = Static<typeof NewWebHookBody>
export type NewWebHookSet = Static<typeof WebHookSetBody>
export type WebHookPatch = Static<typeof WebHookPatchBody>
export type WebHookTest = Static<typeof TestBody>
export type CreatedWebHook = Static<typeof CreatedWebHook>
export type RotatedSecret = Static<typeof RotatedSecret>
export type RotatedApiKey = Static<typeof RotatedApiKey>
export type Statistics = Static<typeof Statistics>
export type Replay = Static<typeof ReplayView>
export type ReplayWindow = Omit<Static<typeof ReplayBody>, 'dryRun'>
export type { HookName }

/** There are 200 in all, so one page has them. */
const ALL = 200
const HEALTH_REFRESH_MS = 10_000
const STATISTICS_REFRESH_MS = 60_000
const REPLAY_REFRESH_MS = 1_000

/** The latest first. */
export const webHooksQuery = queryOptions({
  queryKey: ['/web-hooks', 'list'],
  queryFn: async () => {
    const { data } = await call<ListPage<WebHook>>('GET', '/web-hooks', { query: { limit: ALL } })
    return data
  },
  refetchInterval: HEALTH_REFRESH_MS,
})

/** With its version, for `If-Match`. */
export const webHookQuery = (id: string) =>
  queryOptions({
    queryKey: ['/web-hooks', 'one', id],
    queryFn: () => readWebHook(id),
    refetchInterval: HEALTH_REFRESH_MS,
  })

export const statisticsQuery = (id: string) =>
  queryOptions({
    queryKey: ['/web-hooks', 'statistics', id],
    queryFn: () => call<Statistics>('GET', `/web-hooks/${id}/statistics`),
    refetchInterval: STATISTICS_REFRESH_MS,
  })

export function readWebHook(id: string): Promise<Answer<WebHook>> {
  return callForAnswer<WebHook>('GET', `/web-hooks/${id}`)
}

export async function createWebHook(body: NewWebHook): Promise<CreatedWebHook> {
  const created = await call<CreatedWebHook>('POST', '/web-hooks', { body })
  await forgetWebHooks()
  return created
}

/** One endpoint for several events: all or none are created, and share a signing secret. */
export async function createWebHookSet(body: NewWebHookSet): Promise<Static<typeof CreatedWebHookSet>> {
  const created = await call<Static<typeof CreatedWebHookSet>>('POST', '/web-hooks/set', { body })
  await forgetWebHooks()
  return created
}

export async function changeWebHook(
  id: string,
  body: WebHookPatch,
  ifMatch: string | null = null,
): Promise<WebHook> {
  const changed = await call<WebHook>('PATCH', `/web-hooks/${id}`, { body, ifMatch })
  await forgetWebHooks()
  return changed
}

export async function deleteWebHook(id: string, keepalive: boolean): Promise<void> {
  await call('DELETE', `/web-hooks/${id}`, { keepalive })
  await forgetWebHooks()
}

/** One call with what is in the form, through the very path of real ones. */
export const testUnsaved = (body: WebHookTest) => call<DeliveryDetail>('POST', '/web-hooks/test', { body })
export const testSaved = (id: string) => call<DeliveryDetail>('POST', `/web-hooks/${id}/test`)

export async function rotateSecret(id: string, overlapSeconds: number): Promise<RotatedSecret> {
  const rotated = await call<RotatedSecret>('POST', `/web-hooks/${id}/rotate-secret`, {
    body: { overlapSeconds },
  })
  await forgetWebHooks()
  return rotated
}

export async function rotateApiKey(
  id: string,
  body: Static<typeof RotateApiKeyBody>,
): Promise<RotatedApiKey> {
  const rotated = await call<RotatedApiKey>('POST', `/web-hooks/${id}/rotate-api-key`, { body })
  await forgetWebHooks()
  return rotated
}

export function useCatchUp(id: string) {
  return useMutation({
    mutationFn: () => call<WebHook>('POST', `/web-hooks/${id}/catch-up`),
    onSuccess: forgetWebHooks,
  })
}

/** Its calls that wait for a retry are tried at once; with an open breaker, the next one alone. */
export function useTryNow(id: string) {
  return useMutation({
    mutationFn: () => call('POST', `/web-hooks/${id}/try-now`),
    onSuccess: forgetWebHooks,
  })
}

export async function countReplay(id: string, window: ReplayWindow): Promise<number> {
  const body = { ...window, dryRun: true }
  return (await call<Static<typeof ReplayCount>>('POST', `/web-hooks/${id}/replay`, { body })).count
}

export const startReplay = (id: string, body: ReplayWindow) =>
  call<Replay>('POST', `/web-hooks/${id}/replay`, { body })
export const cancelReplay = (id: string) => call<Replay>('POST', `/replays/${id}/cancel`)

/** Asked again while it runs. */
export const replayQuery = (id: string) =>
  queryOptions({
    queryKey: ['/replays', id],
    queryFn: () => call<Replay>('GET', `/replays/${id}`),
    refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? REPLAY_REFRESH_MS : false),
  })

async function forgetWebHooks(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['/web-hooks'] })
}
