/** What can be wrong with a chunk or a part, in the words of the client that sent it. */
import { Conflict, DomainError, Gone, InvalidInput } from '../platform/errors.ts'

/** This chunk was stored before, with other bytes. */
export class PartChunkConflictError extends Conflict {
  constructor(chunk: number) {
    super(
      'part-chunk-conflict',
      `Chunk ${chunk} was stored before with other bytes, and stays as it is. ` +
        'Begin a new part, with the next index, if the recording was started again.',
      { chunk },
    )
  }
}

/** `missing` names the first of those that have not arrived. */
export class PartChunksMissingError extends Conflict {
  readonly missing: number[]

  constructor(missing: number[]) {
    super('part-chunks-missing', 'Some chunks have not arrived. Send them, then complete the part again.', {
      missing,
    })
    this.missing = missing
  }
}

/** The part was assembled; it takes no more chunks. */
export class PartClosedError extends Conflict {
  constructor() {
    super(
      'part-closed',
      'This part is complete and takes no more chunks. Begin a new one, with the next index.',
    )
  }
}

export class PartChunkTooLargeError extends DomainError {
  constructor(limitBytes: number) {
    super('part-chunk-too-large', `A chunk may have ${limitBytes} bytes at most. Send smaller ones.`, {
      limitBytes,
    })
  }
}

/** Nothing of a recording is in it, and a file for each would be made. */
export class PartChunkEmptyError extends InvalidInput {
  constructor() {
    super([{ pointer: '', code: 'empty', detail: 'A chunk has at least one byte. Leave out what is empty.' }])
  }
}

export class PartChunkNumberError extends DomainError {
  constructor(limit: number) {
    super('part-chunk-number', `Chunks are counted from 0, and a part has ${limit} at most.`, { limit })
  }
}

/** It was never opened, or its meeting was deleted. */
export class PartGoneError extends Gone {
  constructor() {
    super('part-gone', 'This part does not exist any more: its meeting or its recording was deleted.')
  }
}
