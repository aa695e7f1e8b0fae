/**
 * Where the server is and with which key: from the environment, else from the profile that `login` wrote. Secrets are
 * never taken as arguments, because the list of processes shows those to everybody on the machine.
 *
 * The profile is a file that only its owner may read (0600); one that others may read is refused.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CliError, EXIT_USAGE } from './cli-error.ts'

const OTHERS_MAY = 0o077
const SECRET_BYTES = 32

export interface Profile {
  server?: string
  apiKey?: string
  /** Signs what `trigger` and `listen` send; made once, so that a listener's configuration stays. */
  secret?: string
}

export function profilePath(): string {
  const folder = process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  return join(folder, 'simplex-meeting', 'profile.json')
}

export function readProfile(): Profile {
  const path = profilePath()
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & OTHERS_MAY) !== 0) {
      throw new CliError(`Others on this machine may read ${path}. Run: chmod 600 '${path}'`, EXIT_USAGE)
    }
    return JSON.parse(readFileSync(path, 'utf8')) as Profile
  } catch (error) {
    if (error instanceof CliError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new CliError(`${path} cannot be read: ${String(error)}`, EXIT_USAGE)
  }
}

/** Written beside and renamed, so that the file is whole and never readable by others, at any moment. */
export function writeProfile(profile: Profile): void {
  const path = profilePath()
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(profile, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, path)
}

/** The secret for calls from this machine: the environment's, else the profile's, made when first asked for. */
export function localSecret(): string {
  const given = process.env['SIMPLEX_MEETING_SECRET']
  if (given) return given
  const profile = readProfile()
  if (profile.secret) return profile.secret
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
  writeProfile({ ...profile, secret })
  return secret
}
