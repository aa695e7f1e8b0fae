/**
 * PostgreSQL's settings for this job: many small transactions on a machine that it shares with the server. Given on
 * the command line at every start, so that a new version of the server brings its own; `postgresql.conf` stays as
 * PostgreSQL made it and rules whatever is not named here.
 */
export type EmbeddedSettings = Readonly<Record<string, string>>

const SETTINGS: EmbeddedSettings = {
  // Reached through the private socket only: no port that another program or user could try.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'simplex-meeting', // recognisable in a list of processes

  // What was acknowledged is on the disk. Anyone who can lose a write says so in its own transaction.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',

  shared_buffers: '128MB', // the hot tables are small; the rest is better left to the system's file cache
  max_connections: '100', // the server's own pools need about twenty; the rest is for tools and a second process
  // After a checkpoint most of the log is whole pages, and fewer bytes to sync is what a commit waits for.
  wal_compression: 'on',
  random_page_cost: '1.1', // SSDs: an index probe is not forty times a sequential page
  jit: 'off', // compiling costs more than our short statements ever take
  // Live deliveries turn over constantly: looked at every 10 s instead of every minute, their table stays small.
  // How much is dead before it is cleaned is each table's own setting.
  autovacuum_naptime: '10s',

  timezone: 'UTC',
  log_timezone: 'UTC',
  // Messages go to our logger, one line each. The statement and its values stay out: they hold people's data.
  log_destination: 'stderr',
  logging_collector: 'off',
  log_line_prefix: '',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
}

/** The arguments for `postgres`; `overrides` win, for tests that need no durability. */
export function embeddedSettingArguments(socketFolder: string, overrides: EmbeddedSettings): string[] {
  const settings = { ...SETTINGS, unix_socket_directories: quoteListItem(socketFolder), ...overrides }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The setting is a comma-separated list; in quotes a path may hold commas and blanks. */
function quoteListItem(path: string): string {
  return `"${path.replaceAll('"', '""')}"`
}
