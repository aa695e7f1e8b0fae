/**
 * The meeting's keys for LiveKit's encryption of picture and sound. Keys stand in a ring by their number: a new one is
 * known to all before anybody uses it. LiveKit's own provider has no numbers, and replaces the one key that it has.
 *
 * A page without the right key would hear noise, so who gives a wrong one gets nothing decoded, and nothing is tried:
 * no ratchets, no keys that count as broken.
 */
import { BaseKeyProvider, createKeyMaterialFromBuffer, KeyProviderEvent, type KeyInfo } from 'livekit-client'
import EncryptionWorker from 'livekit-client/e2ee-worker?worker'
import type { MeetingKey } from './ciphers.ts'

/** LiveKit's ring holds so many. */
const RING_SIZE = 16

export class MediaKeys extends BaseKeyProvider {
  constructor() {
    super({ sharedKey: true, ratchetWindowSize: 0, failureTolerance: -1, keyringSize: RING_SIZE })
  }

  /** What comes with it is decrypted from now on. */
  async add({ number, secret }: MeetingKey): Promise<void> {
    const key = await createKeyMaterialFromBuffer(secret.slice().buffer)
    this.emit(KeyProviderEvent.SetKey, { key, keyIndex: number % RING_SIZE } satisfies KeyInfo, false)
  }

  /** What is sent is encrypted with it from now on. */
  async use({ number, secret }: MeetingKey): Promise<void> {
    this.onSetEncryptionKey(
      await createKeyMaterialFromBuffer(secret.slice().buffer),
      undefined,
      number % RING_SIZE,
    )
  }
}

export function startEncryptionWorker(): Worker {
  return new EncryptionWorker()
}
