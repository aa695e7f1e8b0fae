import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSystemProgram, installHint } from './install-system-packages.ts'

const SCRIPT = join(import.meta.dirname, 'install-system-packages.ts')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'system-packages-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(program: string): string {
  const file = join(folder, program)
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return file
}

function runScript(...args: string[]): { status: number | null; stderr: string } {
  // Only our own folder on PATH: neither the programs nor apt are found there.
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    env: { PATH: folder },
    encoding: 'utf8',
  })
  return { status, stderr }
}

test('finds a program by any of its names, on PATH only', () => {
  expect(findSystemProgram('ffmpeg', folder)).toBeUndefined()
  const ffmpeg = put('ffmpeg')
  expect(findSystemProgram('ffmpeg', `/nowhere:${folder}`)).toBe(ffmpeg)
  const browser = put('google-chrome')
  expect(findSystemProgram('chromium', folder)).toBe(browser)
})

test('a file that cannot be run is no program', () => {
  chmodSync(put('ffmpeg'), 0o644)
  expect(findSystemProgram('ffmpeg', folder)).toBeUndefined()
})

test('what is there is left alone without a word', () => {
  put('ffmpeg')
  expect(runScript('--required', 'ffmpeg')).toEqual({ status: 0, stderr: '' })
})

test('what is missing fails the tests, and only a line at start-up', () => {
  expect(runScript('--required', 'ffmpeg')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('ffmpeg'),
  })
  const { status, stderr } = runScript('ffmpeg')
  expect(status).toBe(0)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('an unknown name is refused', () => {
  expect(runScript('ffmepg')).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage') })
})

test('the hint names the packages of the system at hand', () => {
  expect(installHint(['ffmpeg', 'chromium'], 'apt-get')).toBe('sudo apt-get install -y ffmpeg chromium')
  expect(installHint(['ffmpeg'], 'dnf')).toBe('sudo dnf install -y ffmpeg-free')
  expect(installHint(['ffmpeg', 'chromium'], 'brew')).toBe('brew install ffmpeg google-chrome')
  expect(installHint(['ffmpeg'], undefined)).toContain('package manager')
})
