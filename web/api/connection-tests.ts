/** What a page needs to test its connection. */
import type { Static } from 'typebox'
import type { ConnectionTestView } from '../../server/api/schemas/connection-tests.ts'
import { call } from './client.ts'

export type ConnectionTest = Static<typeof ConnectionTestView>

export function openConnectionTest(): Promise<ConnectionTest> {
  return call<ConnectionTest>('POST', '/connection-tests', { renewSession: false })
}
