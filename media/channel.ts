/**
 * What the server's process and the engine's child say to each other, over Node's own channel between them. Frames and
 * bodies pass unread; no packet of media passes at all.
 */
import type { MediaEvent, MediaStats } from './media-engine.ts'

export interface ChildOptions {
  apiKey: string
  apiSecret: string
  udpPort: number
  announcedAddresses: string[]
  announcedPort: number
  bindAddress: string | undefined
  /** Whom to become after everything is loaded; undefined: stay who it is. */
  user: { uid: number; gid: number } | undefined
}

export interface PassedIceServer {
  urls: string[]
  username: string
  credential: string
}

/** `id` names one socket or one request, and is the parent's. */
export type ToChild =
  | { kind: 'start'; options: ChildOptions }
  | {
      kind: 'upgrade'
      id: number
      url: string
      authorization: string
      userAgent: string
      iceServers: PassedIceServer[]
    }
  | { kind: 'frame'; id: number; data: Uint8Array }
  | { kind: 'closed'; id: number }
  | {
      kind: 'request'
      id: number
      method: string
      url: string
      authorization: string
      contentType: string
      body: Uint8Array
    }
  | { kind: 'stats'; id: number }
  | { kind: 'stop' }

export type ToParent =
  | { kind: 'ready' }
  /** The platform lacks what media need; starting again would not help. */
  | { kind: 'unavailable'; reason: string }
  | { kind: 'accept'; id: number }
  | { kind: 'refuse'; id: number; status: number; message: string }
  | { kind: 'frame'; id: number; data: Uint8Array }
  | { kind: 'close'; id: number }
  | { kind: 'response'; id: number; status: number; contentType: string; body: Uint8Array | string }
  | { kind: 'event'; event: MediaEvent }
  | { kind: 'stats'; id: number; stats: MediaStats }
  | { kind: 'log'; level: 'info' | 'warn' | 'error'; message: string; details: object }

/** A child that ends with it cannot work on this platform. */
export const EXIT_UNAVAILABLE = 78
