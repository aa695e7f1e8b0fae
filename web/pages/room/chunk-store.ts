/**
 * Where recorded chunks wait until the server has them: in the browser's own database, so that neither a lost
 * connection nor a page that is loaded again loses any; in memory, and fewer, where the browser gives no database.
 */
import type { PictureKind } from './part-calls.ts'

export interface StoredPart {
  participantId: string
  /** Counts the parts of this browser. */
  index: number
  /** Of the meeting. */
  number: string
  startedAt: string
  mimeType: string
  /** Missing in what an older page stored. */
  picture?: PictureKind
  /** How many chunks there have been so far. */
  chunks: number
  /** No more chunks come. */
  isOver: boolean
  /** Its id on the server, once it was opened there. */
  serverId: string | null
}

export type PartKey = Pick<StoredPart, 'participantId' | 'index'>

export interface WaitingChunk extends PartKey {
  n: number
  blob: Blob
}

export interface ChunkStore {
  /** How much may wait. */
  readonly limitBytes: number
  /** In the order in which they began. */
  parts: (participantId: string) => Promise<StoredPart[]>
  /** The chunks of a part that still wait, in order. */
  waiting: (part: PartKey) => Promise<{ n: number; bytes: number }[]>
  addPart: (part: StoredPart) => Promise<void>
  /** Nothing happens where the part is not known any more. */
  changePart: (part: PartKey, change: Partial<Pick<StoredPart, 'isOver' | 'serverId'>>) => Promise<void>
  /** The next one of the part. The chunk and the count: both or none. */
  addChunk: (part: PartKey, blob: Blob) => Promise<void>
  read: (part: PartKey, n: number) => Promise<Blob | null>
  removeChunk: (part: PartKey, n: number) => Promise<void>
  /** With its chunks. */
  removePart: (part: PartKey) => Promise<void>
}

const DATABASE = 'recorded-parts'
const VERSION = 1
const DATABASE_LIMIT_BYTES = 268_435_456
const MEMORY_LIMIT_BYTES = 67_108_864
/** What nobody sent for so long will not be taken any more. */
const KEPT_MS = 86_400_000

export async function openChunkStore(now: number): Promise<ChunkStore> {
  try {
    const database = await openDatabase()
    await removeOld(database, now)
    return inDatabase(database)
  } catch {
    return inMemory()
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, VERSION)
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('parts', { keyPath: ['participantId', 'index'] })
    request.result.createObjectStore('chunks', { keyPath: ['participantId', 'index', 'n'] })
  })
  return resultOf(request)
}

async function removeOld(database: IDBDatabase, now: number): Promise<void> {
  const all: StoredPart[] = await resultOf(database.transaction('parts').objectStore('parts').getAll())
  const store = inDatabase(database)
  for (const part of all) {
    if (Date.parse(part.startedAt) < now - KEPT_MS) await store.removePart(part)
  }
}

function inDatabase(database: IDBDatabase): ChunkStore {
  const writing = () => {
    const transaction = database.transaction(['parts', 'chunks'], 'readwrite')
    return { transaction, parts: transaction.objectStore('parts'), chunks: transaction.objectStore('chunks') }
  }
  return {
    limitBytes: DATABASE_LIMIT_BYTES,
    parts: (participantId) =>
      resultOf(database.transaction('parts').objectStore('parts').getAll(rangeOf(participantId))),
    async waiting({ participantId, index }) {
      const chunks: WaitingChunk[] = await resultOf(
        database.transaction('chunks').objectStore('chunks').getAll(rangeOf(participantId, index)),
      )
      return chunks.map(({ n, blob }) => ({ n, bytes: blob.size }))
    },
    async addPart(part) {
      const { transaction, parts } = writing()
      parts.put(part)
      await endOf(transaction)
    },
    async changePart({ participantId, index }, change) {
      const { transaction, parts } = writing()
      const part: StoredPart | undefined = await resultOf(parts.get([participantId, index]))
      if (part) parts.put({ ...part, ...change })
      await endOf(transaction)
    },
    async addChunk({ participantId, index }, blob) {
      const { transaction, parts, chunks } = writing()
      const part: StoredPart | undefined = await resultOf(parts.get([participantId, index]))
      if (part) {
        parts.put({ ...part, chunks: part.chunks + 1 })
        chunks.put({ participantId, index, n: part.chunks, blob })
      }
      await endOf(transaction)
    },
    async read({ participantId, index }, n) {
      const request = database.transaction('chunks').objectStore('chunks').get([participantId, index, n])
      const chunk: WaitingChunk | undefined = await resultOf(request)
      return chunk?.blob ?? null
    },
    async removeChunk({ participantId, index }, n) {
      const { transaction, chunks } = writing()
      chunks.delete([participantId, index, n])
      await endOf(transaction)
    },
    async removePart({ participantId, index }) {
      const { transaction, parts, chunks } = writing()
      parts.delete([participantId, index])
      chunks.delete(rangeOf(participantId, index))
      await endOf(transaction)
    },
  }
}

function inMemory(): ChunkStore {
  const parts = new Map<number, StoredPart>()
  const chunks = new Map<number, Map<number, Blob>>()
  return {
    limitBytes: MEMORY_LIMIT_BYTES,
    parts: (participantId) =>
      Promise.resolve([...parts.values()].filter((part) => part.participantId === participantId)),
    waiting: ({ index }) =>
      Promise.resolve([...(chunks.get(index) ?? [])].map(([n, blob]) => ({ n, bytes: blob.size }))),
    addPart(part) {
      parts.set(part.index, part)
      return Promise.resolve()
    },
    changePart({ index }, change) {
      const part = parts.get(index)
      if (part) parts.set(index, { ...part, ...change })
      return Promise.resolve()
    },
    addChunk({ index }, blob) {
      const part = parts.get(index)
      if (part) {
        parts.set(index, { ...part, chunks: part.chunks + 1 })
        chunks.set(index, (chunks.get(index) ?? new Map<number, Blob>()).set(part.chunks, blob))
      }
      return Promise.resolve()
    },
    read: ({ index }, n) => Promise.resolve(chunks.get(index)?.get(n) ?? null),
    removeChunk({ index }, n) {
      chunks.get(index)?.delete(n)
      return Promise.resolve()
    },
    removePart({ index }) {
      parts.delete(index)
      chunks.delete(index)
      return Promise.resolve()
    },
  }
}

/** Everything of a participant, or of one part. In key order an array comes after every number. */
function rangeOf(participantId: string, index?: number): IDBKeyRange {
  const prefix = index === undefined ? [participantId] : [participantId, index]
  return IDBKeyRange.bound(prefix, [...prefix, []])
}

function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('The database gave no answer')))
  })
}

function endOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('Nothing was stored')))
  })
}
