/**
 * Which processes live. Each holds an advisory lock for as long as its session with the database lasts, and its leases
 * name that lock: the moment the session is over the lock is free, and the calls of that process may go on elsewhere.
 *
 * A session that breaks while its process lives (a restart of the database) is opened again with the same lock. So a
 * process counts as dead only once its lock has been free for a while.
 */
import { ADVISORY_LOCKS } from '../../platform/database/advisory-locks.ts'
import type { EngineConnection } from '../../platform/database/engine-connection.ts'

const LOCK_CLASS = ADVISORY_LOCKS.process
const PROCESS_MAX = 2 ** 31 - 1
/** Longer than a process that lives takes to notice that its lock is gone, and to take it again. */
const GONE_AFTER_MS = 1_500

export function newProcess(random: () => number = Math.random): number {
  return 1 + Math.floor(random() * PROCESS_MAX)
}

/** For the session that a process claims with. */
export function takeLock(process: number): string {
  return `select pg_try_advisory_lock(${LOCK_CLASS}, ${process})`
}

/** Takes the lock again where the session has lost it to a former one of its own that was slow to end. */
const LOOK = `
with held as materialized (
  select l.objid, l.pid from pg_locks l join pg_database d on d.oid = l.database
  where l.locktype = 'advisory' and l.classid = ${LOCK_CLASS} and l.objsubid = 2 and d.datname = current_database()
),
own as materialized (
  select case when exists (select from held where objid = $1::integer::oid and pid = pg_backend_pid()) then true
    else pg_try_advisory_lock(${LOCK_CLASS}, $1::integer) end as is_held
)
select distinct l.process from own, delivery_leases l
where l.process <> $1::integer and not exists (select from held h where h.objid = l.process::oid)`

export interface ProcessWatch {
  /** The processes that have leases and are dead. */
  dead(): Promise<number[]>
}

/** @param claims the connection that holds the own lock */
export function watchProcesses(
  claims: EngineConnection,
  process: number,
  monotonicMs: () => number = () => performance.now(),
): ProcessWatch {
  let goneSince = new Map<number, number>()
  return {
    async dead() {
      const rows = await claims.query<{ process: number }>({
        name: 'processes',
        text: LOOK,
        values: [process],
      })
      const now = monotonicMs()
      goneSince = new Map(rows.map((row) => [row.process, goneSince.get(row.process) ?? now]))
      return [...goneSince].filter(([, since]) => now - since >= GONE_AFTER_MS).map(([gone]) => gone)
    },
  }
}
