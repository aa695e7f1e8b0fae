/**
 * Certificates for tests, made on the spot by the `openssl` command: a CA of their own, and what it signs.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** PEM texts. */
export interface Certificate {
  cert: string
  key: string
}

export interface CertificateAuthority {
  /** The CA's own certificate: what has to be trusted. */
  cert: string
  /** A certificate for these names and addresses, e.g. `DNS:receiver.example`, `IP:127.0.0.1`. */
  issue(...subjectAltNames: string[]): Certificate
}

export function createCertificateAuthority(name = 'Test CA'): CertificateAuthority {
  return inTemporaryFolder((folder) => {
    const ca = selfSigned(folder, name, 'basicConstraints=critical,CA:TRUE')
    return { cert: ca.cert, issue: (...names) => issue(ca, names) }
  })
}

/** A certificate that vouches for itself. */
export function createSelfSigned(...subjectAltNames: string[]): Certificate {
  return inTemporaryFolder((folder) =>
    selfSigned(folder, 'self-signed', `subjectAltName=${subjectAltNames.join(',')}`),
  )
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

function selfSigned(folder: string, name: string, extension: string): Certificate {
  openssl(
    folder,
    'req',
    '-x509',
    ...NEW_KEY,
    '-keyout',
    'key',
    '-out',
    'cert',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    '-addext',
    extension,
  )
  return { cert: read(folder, 'cert'), key: read(folder, 'key') }
}

function issue(ca: Certificate, names: string[]): Certificate {
  return inTemporaryFolder((folder) => {
    writeFileSync(join(folder, 'ca-cert'), ca.cert)
    writeFileSync(join(folder, 'ca-key'), ca.key)
    writeFileSync(join(folder, 'extensions'), `subjectAltName=${names.join(',')}\n`)
    openssl(folder, 'req', ...NEW_KEY, '-keyout', 'key', '-out', 'request', '-subj', '/CN=test')
    openssl(
      folder,
      'x509',
      '-req',
      '-in',
      'request',
      '-CA',
      'ca-cert',
      '-CAkey',
      'ca-key',
      '-CAcreateserial',
      '-out',
      'cert',
      '-days',
      '2',
      '-extfile',
      'extensions',
    )
    return { cert: read(folder, 'cert'), key: read(folder, 'key') }
  })
}

function openssl(folder: string, ...args: string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
}

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}

function inTemporaryFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
