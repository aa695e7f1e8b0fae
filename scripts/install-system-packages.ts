/**
 * Programs that npm does not bring:
 *
 *     node scripts/install-system-packages.ts [--required] ffmpeg chromium
 *
 * What is there already is left alone, without a word. What is missing is installed where that needs no question:
 * as root, on a system with apt. Elsewhere one line says what to do. A program that is still missing in the end is an
 * error (exit code 1) with --required, for what the tests need; else one line says what is so without it.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const INSTALL_TIMEOUT_MS = 600_000
const UPDATE_TIMEOUT_MS = 120_000

interface SystemPackage {
  /** What it is called, the first one found wins: a name on PATH or an absolute path. */
  programs: string[]
  /** The name of its package; a manager that does not have it is left out. */
  packages: Partial<Record<PackageManager, string>>
  /** What is so without it, for those who do not require it: the beginning of a sentence that ends with its name. */
  without: string
}

type PackageManager = 'apt-get' | 'dnf' | 'brew'

const SYSTEM_PACKAGES: Record<string, SystemPackage> = {
  ffmpeg: {
    programs: ['ffmpeg'],
    packages: { 'apt-get': 'ffmpeg', dnf: 'ffmpeg-free', brew: 'ffmpeg' },
    without: 'Recordings cannot be merged without',
  },
  chromium: {
    programs: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    packages: { 'apt-get': 'chromium', dnf: 'chromium', brew: 'google-chrome' },
    without: 'Pages cannot be tested without',
  },
  // Loads a page with a third of the processor time of the whole browser, which draws windows that nobody looks at.
  'chromium-headless-shell': {
    programs: ['chromium-headless-shell'],
    packages: { 'apt-get': 'chromium-headless-shell' },
    without: 'Tests of pages take longer without',
  },
  coturn: {
    programs: ['turnserver'],
    packages: { 'apt-get': 'coturn', dnf: 'coturn', brew: 'coturn' },
    without: 'TURN cannot be tested without',
  },
}

const MANAGERS: { name: PackageManager; command: string }[] = [
  { name: 'apt-get', command: 'sudo apt-get install -y' },
  { name: 'dnf', command: 'sudo dnf install -y' },
  { name: 'brew', command: 'brew install' },
]

/** The absolute path of a program of ours, `ffmpeg` or `chromium`, or undefined where it is not installed. */
export function findSystemProgram(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  const candidates = (SYSTEM_PACKAGES[name]?.programs ?? []).flatMap((program) =>
    program.startsWith('/') ? [program] : folders.map((folder) => join(folder, program)),
  )
  return candidates.find(isExecutable)
}

/** What to type to install these by hand: one line. */
export function installHint(names: string[], managerName: PackageManager | undefined): string {
  const manager = MANAGERS.find(({ name }) => name === managerName)
  if (!manager) return `install ${names.join(' and ')} with your system's package manager`
  const packages = names.map((name) => SYSTEM_PACKAGES[name]?.packages[manager.name] ?? name)
  return [manager.command, ...packages].join(' ')
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some((folder) => folder !== '' && isExecutable(join(folder, program)))
}

function installByApt(names: string[]): void {
  const packages = names.map((name) => SYSTEM_PACKAGES[name]?.packages['apt-get'] ?? name)
  const install = [
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    '-o',
    'DPkg::Lock::Timeout=60',
    ...packages,
  ]
  say(`Installing ${packages.join(' and ')} with apt-get; this can take a minute.`)
  // A fresh container has no package lists; a machine with old ones is refused the files that they name.
  if (apt(install, INSTALL_TIMEOUT_MS, 'quiet')) return
  apt(['update', '-qq'], UPDATE_TIMEOUT_MS, 'show errors')
  apt(install, INSTALL_TIMEOUT_MS, 'show errors')
}

function apt(args: string[], timeout: number, output: 'quiet' | 'show errors'): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const stderr = output === 'quiet' ? 'ignore' : 'inherit'
  return spawnSync('apt-get', args, { env, timeout, stdio: ['ignore', 'ignore', stderr] }).status === 0
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function main(args: string[]): void {
  const isRequired = args.includes('--required')
  const names = args.filter((arg) => arg !== '--required')
  const unknown = names.filter((name) => !(name in SYSTEM_PACKAGES))
  if (unknown.length > 0 || names.length === 0) {
    say(`Usage: install-system-packages.ts [--required] ${Object.keys(SYSTEM_PACKAGES).join('|')} …`)
    process.exitCode = 2
    return
  }
  const missing = names.filter((name) => !findSystemProgram(name))
  if (missing.length === 0) return
  const manager = MANAGERS.find(({ name }) => isOnPath(name))?.name
  if (manager === 'apt-get' && process.getuid?.() === 0) installByApt(missing)
  for (const name of missing.filter((missed) => !findSystemProgram(missed))) {
    const need = isRequired ? 'The tests need' : SYSTEM_PACKAGES[name]!.without
    say(`${need} ${name}, not installed here. To install: ${installHint([name], manager)}`)
    if (isRequired) process.exitCode = 1
  }
}

if (import.meta.main) main(process.argv.slice(2))
