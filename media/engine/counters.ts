/** What passed through the engine since its start. */
export interface Counters {
  packetsIn: number
  packetsOut: number
  bytesIn: number
  bytesOut: number
  retransmissionsAsked: number
  retransmissionsSent: number
}

export function createCounters(): Counters {
  return {
    packetsIn: 0,
    packetsOut: 0,
    bytesIn: 0,
    bytesOut: 0,
    retransmissionsAsked: 0,
    retransmissionsSent: 0,
  }
}
