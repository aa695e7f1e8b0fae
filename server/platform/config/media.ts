/** Where picture and sound go, from the environment: the embedded engine's port and addresses, LiveKit, TURN. */
import { WrongSetting, type Environment } from './wrong-setting.ts'

export interface MediaConfig {
  /** The one UDP port of the embedded engine. */
  port: number
  /** Under which browsers reach it; empty: found out. */
  publicAddresses: string[]
  /** How browsers reach this server's engine, where several servers share a database; null: as `PUBLIC_URL`. */
  url: string | null
  /** A LiveKit server instead of the embedded engine. */
  liveKit: { url: string; apiKey: string; apiSecret: string } | null
  turn: TurnConfig | null
}

/** The operator's coturn, with the secret that it shares with us. */
export interface TurnConfig {
  urls: string[]
  secret: string
}

const PORT_DEFAULT = 7882
const PORT_MAX = 65_535
export const LIVEKIT_SECRET_MIN_LENGTH = 32
const ADDRESS = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)$/i
const TURN_URL = /^turns?:[^\s?]+(\?transport=(udp|tcp))?$/

export function readMediaConfig(env: Environment): MediaConfig {
  const text = (name: string) => env[name]?.trim() || null
  const list = (name: string) => text(name)?.split(/[\s,]+/) ?? []
  return {
    port: port(text('MEDIA_PORT')),
    publicAddresses: list('MEDIA_PUBLIC_ADDRESS').map(address),
    url: text('MEDIA_URL') && url('MEDIA_URL', text('MEDIA_URL')!),
    liveKit: liveKit(text('LIVEKIT_URL'), text('LIVEKIT_API_KEY'), text('LIVEKIT_API_SECRET')),
    turn: turn(list('TURN_URLS'), text('TURN_SECRET')),
  }
}

function port(value: string | null): number {
  if (value === null) return PORT_DEFAULT
  const number = Number(value)
  if (!/^\d+$/.test(value) || number > PORT_MAX)
    throw new WrongSetting(`MEDIA_PORT is "${value}"; it must be a whole number from 0 to ${PORT_MAX}.`)
  return number
}

function address(value: string): string {
  if (!ADDRESS.test(value))
    throw new WrongSetting(
      `MEDIA_PUBLIC_ADDRESS has "${value}"; it must be IP addresses, separated by commas.`,
    )
  return value
}

function url(name: string, value: string): string {
  if (!/^(https?|wss?):$/.test(URL.parse(value)?.protocol ?? ''))
    throw new WrongSetting(`${name} is "${value}"; it must be an http, https, ws or wss URL.`)
  return value.replace(/\/+$/, '')
}

function liveKit(liveKitUrl: string | null, apiKey: string | null, apiSecret: string | null) {
  if (!liveKitUrl && !apiKey && !apiSecret) return null
  if (!liveKitUrl || !apiKey || !apiSecret)
    throw new WrongSetting(
      'LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET go together: set all or none.',
    )
  if (apiSecret.length < LIVEKIT_SECRET_MIN_LENGTH)
    throw new WrongSetting(
      `LIVEKIT_API_SECRET is too short; LiveKit wants ${LIVEKIT_SECRET_MIN_LENGTH} characters or more.`,
    )
  return { url: url('LIVEKIT_URL', liveKitUrl), apiKey, apiSecret }
}

function turn(urls: string[], secret: string | null): TurnConfig | null {
  if (urls.length === 0 && !secret) return null
  if (urls.length === 0 || !secret)
    throw new WrongSetting('TURN_URLS and TURN_SECRET go together: set both or neither.')
  const wrong = urls.find((each) => !TURN_URL.test(each))
  if (wrong !== undefined)
    throw new WrongSetting(
      `TURN_URLS has "${wrong}"; it must be such as turn:turn.example.com:3478?transport=udp.`,
    )
  return { urls, secret }
}
