/**
 * Where recordings lie on disk. Every name in a path is an id that the server made; what could be anything
 * but a plain name (a slash, a dot, nothing at all) is refused, so that no path leads out of the base folder.
 */
import { join } from 'node:path'

export interface SessionPlace {
  meetingId: string
  /** The `meetingToken` of the wire contract: one per held session. */
  sessionToken: string
}

export interface PartPlace extends SessionPlace {
  partId: string
}

export interface Places {
  meeting(meetingId: string): string
  session(session: SessionPlace): string
  chunks(part: PartPlace): string
  chunk(part: PartPlace, n: number): string
  part(part: PartPlace): string
  merged(session: SessionPlace): string
  work(session: SessionPlace): string
}

/** The bare file name of a part, as listeners see it in `recordingUrls`. */
export const partFileName = (partId: string) => `${plainName(partId)}.webm`

export function placesUnder(baseDir: string): Places {
  const meeting = (meetingId: string) => join(baseDir, plainName(meetingId))
  const session = ({ meetingId, sessionToken }: SessionPlace) =>
    join(meeting(meetingId), plainName(sessionToken))
  const chunks = (part: PartPlace) => join(session(part), 'chunks', plainName(part.partId))
  return {
    meeting,
    session,
    chunks,
    chunk: (part, n) => join(chunks(part), String(n)),
    part: (part) => join(session(part), 'parts', partFileName(part.partId)),
    merged: (place) => join(session(place), 'merged.webm'),
    work: (place) => join(session(place), 'work'),
  }
}

const PLAIN_NAME = /^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/

function plainName(name: string): string {
  if (!PLAIN_NAME.test(name))
    throw new TypeError(`${JSON.stringify(name)} is no id that a file can be named after`)
  return name
}
