/** How a child that parses what strangers send loses the rights of the server's process. */
import process from 'node:process'

const ROOT = 0
/** No account, no file and no other process has them; PostgreSQL's child, for one, is somebody else. */
const OWN_ID = 64_713

export interface ChildUser {
  uid: number
  gid: number
}

/** As whom a child has to run: undefined, where the server itself has no more rights than it. */
export function childUser(given?: ChildUser): ChildUser | undefined {
  return process.getuid?.() === ROOT ? (given ?? { uid: OWN_ID, gid: OWN_ID }) : undefined
}

/** Throws where it still has them afterwards. */
export function giveUpRights({ uid, gid }: ChildUser): void {
  process.setgroups?.([])
  process.setgid?.(gid)
  process.setuid?.(uid)
  if (process.getuid?.() !== uid || process.geteuid?.() !== uid) throw new Error('It still has them')
}
