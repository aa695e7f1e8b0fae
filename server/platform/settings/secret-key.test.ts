import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deriveKey, loadSecretKey } from './secret-key.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simplex-meeting-key-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a key is made once, for the owner of the folder only, and found again', async () => {
  const dataDir = join(folder, 'data')
  const key = await loadSecretKey(dataDir)
  expect(key).toMatch(/^[\w-]{43}$/)
  expect(await loadSecretKey(dataDir)).toBe(key)
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
})

test('servers that start at once on one folder use the same key, and leave nothing else behind', async () => {
  const keys = await Promise.all(Array.from({ length: 20 }, () => loadSecretKey(folder)))
  expect(new Set(keys).size).toBe(1)
  expect(await readdir(folder)).toEqual(['secret.key'])
})

test('an empty file is not a key', async () => {
  await writeFile(join(folder, 'secret.key'), '\n')
  await expect(loadSecretKey(folder)).rejects.toThrow(/is empty/)
})

test('a key that is derived depends on the key and on its purpose, and on nothing else', () => {
  expect(deriveKey('a', 'x')).toEqual(deriveKey('a', 'x'))
  expect(deriveKey('a', 'x')).not.toEqual(deriveKey('a', 'y'))
  expect(deriveKey('a', 'x')).not.toEqual(deriveKey('b', 'x'))
})
