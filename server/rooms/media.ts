/**
 * How participants' browsers exchange picture and sound: directly with each other, with the help of the ICE servers
 * that the operator named. With none they find each other within one network, and often beyond it.
 */
import { IceServer } from '../platform/config/ice-server.ts'
import type { Settings } from '../platform/config/settings.ts'

export { IceServer }

export interface Media {
  kind: 'peer-to-peer'
  iceServers: IceServer[]
}

export function describeMedia({ iceServers }: Pick<Settings, 'iceServers'>): Media {
  return { kind: 'peer-to-peer', iceServers }
}
