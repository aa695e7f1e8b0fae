/**
 * LiveKit's own server, for development and as the reference in tests:
 *
 *     npm run livekit                 builds it once (two minutes), then runs it until Ctrl+C
 *     node scripts/livekit.ts --build only builds it
 *
 * It is built by `go install` at one version and kept in a cache folder of the user (LIVEKIT_CACHE_DIR, or
 * ~/.cache/simplex-meeting). Where there is no Go, one line says so, and tests against it are skipped.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export const LIVEKIT_VERSION = '1.13.5'
/** For development and tests on this machine only. */
export const LIVEKIT_KEY = 'devkey'
export const LIVEKIT_SECRET = 'a-secret-of-at-least-32-characters'

const PACKAGE = `github.com/livekit/livekit-server/cmd/server@v${LIVEKIT_VERSION}`
const BUILD_TIMEOUT_MS = 900_000

export interface LiveKitPorts {
  http: number
  udp: number
  tcp: number
  /** Where it sends its web hooks. */
  webHookUrl?: string
}

/** The program, or undefined where it was not built yet. */
export function findLiveKit(): string | undefined {
  const file = join(cacheFolder(), 'server')
  try {
    accessSync(file, constants.X_OK)
    return file
  } catch {
    return undefined
  }
}

/** Builds the program where it is missing. Undefined where there is no Go, or the build failed; says why. */
export function buildLiveKit(say: (line: string) => void): string | undefined {
  const found = findLiveKit()
  if (found !== undefined) return found
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0) {
    say("LiveKit's server is not built: there is no Go here (https://go.dev/dl, 1.26 or newer).")
    return undefined
  }
  say(`Building LiveKit's server ${LIVEKIT_VERSION} with Go; this takes about two minutes, once.`)
  const folder = cacheFolder()
  mkdirSync(folder, { recursive: true })
  const { status, stderr } = spawnSync('go', ['install', PACKAGE], {
    env: { ...process.env, GOBIN: folder },
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: BUILD_TIMEOUT_MS,
  })
  if (status !== 0)
    say(`LiveKit's server could not be built:\n${stderr.trim().split('\n').slice(-5).join('\n')}`)
  return findLiveKit()
}

/** Runs it on the loopback interface. The first SIGTERM lets rooms drain without end: send two, a second apart. */
export function runLiveKit(program: string, ports: LiveKitPorts, output: 'inherit' | 'ignore'): ChildProcess {
  const config = {
    port: ports.http,
    bind_addresses: ['127.0.0.1'],
    rtc: {
      udp_port: ports.udp,
      tcp_port: ports.tcp,
      node_ip: '127.0.0.1',
      use_external_ip: false,
      enable_loopback_candidate: true,
      interfaces: { includes: ['lo'] },
      // Without one of our own, browsers are given public ones. Nothing listens there.
      stun_servers: ['127.0.0.1:3478'],
      congestion_control: { allow_pause: true },
    },
    room: {
      auto_create: true,
      empty_timeout: 30,
      departure_timeout: 5,
      enabled_codecs: [{ mime: 'audio/opus' }, { mime: 'video/vp8' }],
    },
    keys: { [LIVEKIT_KEY]: LIVEKIT_SECRET },
    logging: { level: 'warn' },
    ...(ports.webHookUrl && { webhook: { api_key: LIVEKIT_KEY, urls: [ports.webHookUrl] } }),
  }
  // JSON is YAML, too.
  return spawn(program, ['--config-body', JSON.stringify(config)], { stdio: ['ignore', output, output] })
}

function cacheFolder(): string {
  const base = process.env['LIVEKIT_CACHE_DIR'] ?? join(homedir(), '.cache', 'simplex-meeting')
  return join(base, `livekit-server-v${LIVEKIT_VERSION}`)
}

function main(args: string[]): void {
  const program = buildLiveKit((line) => process.stderr.write(`${line}\n`))
  if (program === undefined) process.exit(1)
  if (args.includes('--build')) return
  process.stderr.write(
    `LiveKit's server: ws://127.0.0.1:7880, key ${LIVEKIT_KEY}, secret ${LIVEKIT_SECRET}\n`,
  )
  const server = runLiveKit(program, { http: 7880, udp: 7882, tcp: 7881 }, 'inherit')
  server.on('exit', (code) => process.exit(code ?? 1))
  process.on('SIGINT', () => server.kill('SIGKILL'))
  process.on('SIGTERM', () => server.kill('SIGKILL'))
}

if (import.meta.main) main(process.argv.slice(2))
