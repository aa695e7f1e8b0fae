/**
 * The key under which secrets are encrypted at rest: `SECRET_KEY`, or one that is generated at the first start into
 * `DATA_DIR/secret.key`. Losing it means losing every stored secret, so it is on the disk for good before anything is
 * encrypted with it; of two servers that start at once on one folder, one's key wins and both use it.
 *
 * A server that has another key than the one that the database's secrets were encrypted with must not start: half of
 * its work would fail later and one at a time. A known text, encrypted once into the settings, tells.
 */
import { hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Queries } from '../database/database.ts'
import { WrongSetting } from '../config/wrong-setting.ts'
import { WrongSecretKey, type Vault } from './secrets.ts'

const FILE_NAME = 'secret.key'
const KEY_BYTES = 32
const DATA_FOLDER_MODE = 0o711
const PROBE_SETTING = 'secretKeyProbe'
const PROBE_TEXT = 'simplex-meeting'

/** The key in the folder; made where there is none. */
export async function loadSecretKey(dataDir: string): Promise<string> {
  const path = join(dataDir, FILE_NAME)
  const existing = await readKey(path)
  if (existing) return existing
  await mkdir(dataDir, { recursive: true, mode: DATA_FOLDER_MODE })
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeDurably(draft, `${randomBytes(KEY_BYTES).toString('base64url')}\n`)
  try {
    await link(draft, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft)
  }
  await syncFolder(dirname(path))
  const key = await readKey(path)
  if (!key) throw new WrongSetting(`The file ${path} is empty. Restore it, or set SECRET_KEY.`)
  return key
}

/** @throws WrongSetting where the database's secrets were encrypted with another key. */
export async function checkSecretKey(queries: Queries, vault: Vault): Promise<void> {
  const value = JSON.stringify(vault.encrypt(PROBE_TEXT, PROBE_SETTING))
  await queries
    .insertInto('settings')
    .values({ name: PROBE_SETTING, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const probe = await queries
    .selectFrom('settings')
    .select('value')
    .where('name', '=', PROBE_SETTING)
    .executeTakeFirstOrThrow()
  try {
    vault.decrypt(String(probe.value), PROBE_SETTING)
  } catch (error) {
    if (!(error instanceof WrongSecretKey)) throw error
    throw new WrongSetting(
      'The secrets in this database were encrypted with another key. Set SECRET_KEY to that one, or restore ' +
        `its ${FILE_NAME} into DATA_DIR; servers on one database need the same key.`,
    )
  }
}

/** 32 bytes for one purpose, the same on every server that has the key. */
export function deriveKey(secretKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'simplex-meeting', purpose, KEY_BYTES))
}

async function readKey(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim() || null
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
