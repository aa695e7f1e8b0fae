/**
 * Debian's coturn for one test file, on the loopback address and ports that were free a moment ago: with a shared
 * secret and a certificate of the test's own. Never as a service of the machine.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findSystemProgram } from '../../scripts/install-system-packages.ts'
import { freePort } from './program.ts'

export interface Coturn {
  port: number
  tlsPort: number
  secret: string
  stop(): Promise<void>
}

/** Why tests of TURN are skipped; null: coturn is there. */
export const noCoturn = findSystemProgram('coturn')
  ? null
  : 'coturn is not installed: apt-get install --no-install-recommends coturn'

export async function startCoturn(certificate: { cert: string; key: string }): Promise<Coturn> {
  const folder = await mkdtemp(join(tmpdir(), 'coturn-'))
  const [port, tlsPort] = [await freePort(), await freePort()]
  const secret = 'the secret that coturn shares with the server'
  await writeFile(join(folder, 'cert.pem'), certificate.cert)
  await writeFile(join(folder, 'key.pem'), certificate.key)
  const child = spawn(
    findSystemProgram('coturn')!,
    [
      '-n',
      '--listening-ip=127.0.0.1',
      '--relay-ip=127.0.0.1',
      `--listening-port=${port}`,
      `--tls-listening-port=${tlsPort}`,
      '--realm=example.org',
      '--use-auth-secret',
      `--static-auth-secret=${secret}`,
      '--allow-loopback-peers',
      '--no-cli',
      '--log-file=stdout',
      `--cert=${join(folder, 'cert.pem')}`,
      `--pkey=${join(folder, 'key.pem')}`,
      `--userdb=${join(folder, 'users')}`,
      `--pidfile=${join(folder, 'pid')}`,
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exited = once(child, 'exit')
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      // Its last word at the start, when every port is open.
      if (line.includes('(admin thread)')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`coturn ended with ${code}`)))
  })
  return {
    port,
    tlsPort,
    secret,
    async stop() {
      child.kill()
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}
