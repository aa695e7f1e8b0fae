import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataFolder } from './data-folder-lock.ts'

const NOT_AT_ALL_MS = 0
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'data-folder-lock-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('is held once, until it is released', async () => {
  const first = await lockDataFolder(folder)
  await expect(lockDataFolder(folder, NOT_AT_ALL_MS)).rejects.toMatchObject({ code: 'data-folder-in-use' })
  first.release()
  const second = await lockDataFolder(folder, NOT_AT_ALL_MS)
  first.release() // has nothing left to release
  await expect(lockDataFolder(folder, NOT_AT_ALL_MS)).rejects.toMatchObject({ code: 'data-folder-in-use' })
  second.release()
})

test('waits for one that is being released', async () => {
  const first = await lockDataFolder(folder)
  const second = lockDataFolder(folder)
  first.release()
  ;(await second).release()
})

test('can be held by this user only, also where an earlier version made its file', async () => {
  const path = join(folder, 'postgres.lock')
  const modeOf = () => statSync(path).mode & 0o777
  ;(await lockDataFolder(folder)).release()
  expect(modeOf()).toBe(0o600)
  rmSync(path)
  writeFileSync(path, '', { mode: 0o644 })
  ;(await lockDataFolder(folder)).release()
  expect(modeOf()).toBe(0o600)
})

test('says why a folder cannot be locked', async () => {
  const missing = join(folder, 'missing')
  await expect(lockDataFolder(missing)).rejects.toMatchObject({
    code: 'data-folder-unusable',
    message: expect.stringContaining(missing),
  })
})
