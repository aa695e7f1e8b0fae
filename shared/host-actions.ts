/** What a host may do about one person in the room: the last part of the address that asks for it. */
export const HOST_ACTIONS = [
  'admit',
  'refuse',
  'mute',
  'stop-camera',
  'stop-screen',
  'remove',
  'give-floor',
  'take-floor',
  'lower-hand',
  'make-co-host',
  'unmake-co-host',
] as const
export type HostAction = (typeof HOST_ACTIONS)[number]
