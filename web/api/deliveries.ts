/** The log of deliveries: what was told to whom, and each try. */
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type {
  Attempt,
  DeliveryDetail,
  DeliveryRow,
  DeliveryStreamQuery,
} from '../../server/api/schemas/deliveries.ts'
import { call } from './client.ts'
import { listQuery } from './list-query.ts'
import { queryClient } from './query-client.ts'

export type Delivery = Static<typeof DeliveryRow>
export type DeliveryState = Delivery['state']
export type DeliveryDetail = Static<typeof DeliveryDetail>
export type Attempt = Static<typeof Attempt>
export type DeliveryFilter = Static<typeof DeliveryStreamQuery>

const LIVE_REFRESH_MS = 2_000

export const deliveriesQuery = (filter: DeliveryFilter) => listQuery<Delivery>('/deliveries', filter)

/** Asked again while something is still to happen with it. */
export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['/deliveries', 'one', id],
    queryFn: () => call<DeliveryDetail>('GET', `/deliveries/${id}`),
    refetchInterval: ({ state: { data } }) => (data && !isFinished(data) ? LIVE_REFRESH_MS : false),
  })

export function isFinished({ state }: Pick<Delivery, 'state'>): boolean {
  return state === 'delivered' || state === 'failed'
}

export async function resend(id: string): Promise<Delivery> {
  const made = await call<Delivery>('POST', `/deliveries/${id}/resend`)
  await queryClient.invalidateQueries({ queryKey: ['/deliveries', 'list'] })
  return made
}

/** What waits for a retry is tried at once. */
export async function tryNow(id: string): Promise<void> {
  await call('POST', `/deliveries/${id}/try-now`)
  await queryClient.invalidateQueries({ queryKey: ['/deliveries'] })
}

export async function giveUp(id: string): Promise<Delivery> {
  const given = await call<Delivery>('POST', `/deliveries/${id}/cancel`)
  await queryClient.invalidateQueries({ queryKey: ['/deliveries'] })
  return given
}
