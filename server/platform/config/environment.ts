/**
 * The environment, read once. Nothing else in the server reads `process.env`. A wrong variable stops the start with
 * one line that names it; a variable that also is a setting locks that setting.
 */
import { type OpenIdConfig, readOpenIdConfig } from './openid.ts'
import { readMediaConfig, type MediaConfig } from './media.ts'
import type { Settings } from './settings.ts'
import { WrongSetting, type Environment } from './wrong-setting.ts'

export interface Config {
  host: string
  port: number
  publicUrl: string
  dataDir: string
  databaseUrl: string | null
  adminEmail: string | null
  adminPassword: string | null
  adminApiKey: string | null
  secretKey: string | null
  webhookAllowPrivate: string
  webhookAllowHttp: boolean
  webhookProxyUrl: string | null
  smtpUrl: string | null
  openId: OpenIdConfig | null
  media: MediaConfig
  trustProxy: boolean
  tlsCertPath: string | null
  tlsKeyPath: string | null
  mergePriority: MergePriority
  recordingFloorBytes: number
  logLevel: string
  lockedSettings: Partial<Settings>
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
const MERGE_PRIORITIES = ['lowest', 'normal'] as const
/** How much of a busy machine the merge of recordings gets: `normal` is for one that does little else. */
export type MergePriority = (typeof MERGE_PRIORITIES)[number]
const PORT_MAX = 65_535
const SECRET_MIN_LENGTH = 16
/** What nodemailer takes where the URL names none. */
const SMTP_PORT = 587
const SMTPS_PORT = 465
/** Of the room that recordings leave on the disk. */
export const USUAL_RECORDING_FLOOR_BYTES = 1024 ** 3
const MEGABYTE_BYTES = 1024 ** 2
const MEGABYTES_MAX = 1_000_000_000
const WEEK_SECONDS = 7 * 86_400

export function readEnvironment(env: Environment): Config {
  const text = (name: string) => env[name]?.trim() || null
  const port = integer(env, 'PORT', 0, PORT_MAX) ?? 8080
  const tlsCertPath = text('TLS_CERT')
  const tlsKeyPath = text('TLS_KEY')
  if (!tlsCertPath !== !tlsKeyPath)
    throw new WrongSetting('TLS_CERT and TLS_KEY go together: set both or neither.')
  const adminPassword = text('ADMIN_PASSWORD')
  if (adminPassword && !text('ADMIN_EMAIL'))
    throw new WrongSetting('ADMIN_PASSWORD needs ADMIN_EMAIL beside it.')
  return {
    host: text('HOST') ?? '127.0.0.1',
    port,
    publicUrl: httpUrl(
      'PUBLIC_URL',
      text('PUBLIC_URL') ?? `${tlsCertPath ? 'https' : 'http'}://localhost:${port}`,
    ),
    dataDir: text('DATA_DIR') ?? './data',
    databaseUrl: databaseUrl(text('DATABASE_URL')),
    adminEmail: text('ADMIN_EMAIL'),
    adminPassword,
    adminApiKey: longEnough('ADMIN_API_KEY', text('ADMIN_API_KEY')),
    secretKey: longEnough('SECRET_KEY', text('SECRET_KEY')),
    webhookAllowPrivate: text('WEBHOOK_ALLOW_PRIVATE') ?? '',
    webhookAllowHttp: boolean(env, 'WEBHOOK_ALLOW_HTTP') ?? false,
    webhookProxyUrl: text('WEBHOOK_PROXY_URL') && httpUrl('WEBHOOK_PROXY_URL', text('WEBHOOK_PROXY_URL')!),
    smtpUrl: text('SMTP_URL'),
    openId: readOpenIdConfig(env),
    media: readMediaConfig(env),
    trustProxy: boolean(env, 'TRUST_PROXY') ?? false,
    tlsCertPath,
    tlsKeyPath,
    mergePriority: oneOf('MERGE_PRIORITY', text('MERGE_PRIORITY') ?? 'lowest', MERGE_PRIORITIES),
    recordingFloorBytes: recordingFloorBytes(integer(env, 'RECORDING_FLOOR_MEGABYTES', 0, MEGABYTES_MAX)),
    logLevel: oneOf('LOG_LEVEL', text('LOG_LEVEL') ?? 'info', LOG_LEVELS),
    lockedSettings: lockedSettings(env),
  }
}

function recordingFloorBytes(megabytes: number | undefined): number {
  return megabytes === undefined ? USUAL_RECORDING_FLOOR_BYTES : megabytes * MEGABYTE_BYTES
}

function lockedSettings(env: Environment): Partial<Settings> {
  const seconds = (name: string) => integer(env, name, 0, WEEK_SECONDS)
  const candidates: Partial<Settings> = {
    openBeforeSeconds: seconds('OPEN_BEFORE_SECONDS'),
    closeGraceSeconds: seconds('CLOSE_GRACE_SECONDS'),
    closeEmptySeconds: seconds('CLOSE_EMPTY_SECONDS'),
    closeHardMaxSeconds: seconds('CLOSE_HARD_MAX_SECONDS'),
    leaveGraceSeconds: seconds('LEAVE_GRACE_SECONDS'),
    summaryDelaySeconds: seconds('SUMMARY_DELAY_SECONDS'),
    recordingGraceSeconds: seconds('RECORDING_GRACE_SECONDS'),
    mailFrom: env.MAIL_FROM?.trim() || undefined,
    ...mailServer(env.SMTP_URL?.trim()),
    ...liveKit(env),
  }
  return Object.fromEntries(Object.entries(candidates).filter(([, value]) => value !== undefined))
}

/** The three go together; the secret stays in the environment. */
function liveKit(env: Environment): Partial<Settings> {
  const url = env['LIVEKIT_URL']?.trim()
  return url
    ? { liveKitUrl: url, liveKitApiKey: env['LIVEKIT_API_KEY']?.trim() ?? '', liveKitApiSecret: '' }
    : {}
}

/** What SMTP_URL fixes, for the page that shows it. Its password stays in the URL, which is what mail goes out by. */
function mailServer(smtpUrl: string | undefined): Partial<Settings> {
  const url = smtpUrl ? URL.parse(smtpUrl) : null
  if (!url) return {}
  const isTls = url.protocol === 'smtps:'
  return {
    smtpHost: url.hostname,
    smtpPort: Number(url.port) || (isTls ? SMTPS_PORT : SMTP_PORT),
    smtpSecurity: isTls ? 'tls' : clearTextSecurity(url.searchParams),
    smtpUser: /%(?![0-9a-f]{2})/i.test(url.username) ? url.username : decodeURIComponent(url.username),
    smtpPassword: '',
  }
}

function clearTextSecurity(options: URLSearchParams): Settings['smtpSecurity'] {
  if (options.get('requireTLS') === 'true') return 'starttls'
  return options.get('ignoreTLS') === 'true' ? 'none' : 'optional'
}

function integer(env: Environment, name: string, minimum: number, maximum: number): number | undefined {
  const value = env[name]?.trim()
  if (!value) return undefined
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < minimum || number > maximum) {
    throw new WrongSetting(`${name} is "${value}"; it must be a whole number from ${minimum} to ${maximum}.`)
  }
  return number
}

function boolean(env: Environment, name: string): boolean | undefined {
  const value = env[name]?.trim()
  if (!value) return undefined
  return oneOf(name, value, ['true', 'false']) === 'true'
}

function oneOf<Value extends string>(name: string, value: string, allowed: readonly Value[]): Value {
  const found = allowed.find((each) => each === value)
  if (found === undefined)
    throw new WrongSetting(`${name} is "${value}"; it must be one of ${allowed.join(', ')}.`)
  return found
}

function httpUrl(name: string, value: string): string {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new WrongSetting(`${name} is "${value}"; it must be an http or https URL.`)
  }
  return value.replace(/\/+$/, '')
}

function databaseUrl(value: string | null): string | null {
  if (value && !/^postgres(ql)?:\/\//.test(value))
    throw new WrongSetting('DATABASE_URL must begin with postgres:// or postgresql://.')
  return value
}

function longEnough(name: string, value: string | null): string | null {
  if (value && value.length < SECRET_MIN_LENGTH)
    throw new WrongSetting(`${name} is too short; it needs ${SECRET_MIN_LENGTH} characters or more.`)
  return value
}
