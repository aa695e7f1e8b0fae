/** Files go after their owner was deleted, and nothing else ever does. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFileRemover } from '../../server/recordings/remove-files.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  // By hand only: a test says when.
  await Promise.all(server.services.reconcilers.map((reconciler) => reconciler.stop()))
})
afterAll(() => server.stop())

const place = (path: string) => join(server.context.dataDir, path)

async function write(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(join(place(path), '..'), { recursive: true })
    await writeFile(place(path), path)
  }
}

const remember = (...paths: string[]) =>
  server.context.database.queries
    .insertInto('removed_files')
    .values(paths.map((path) => ({ path })))
    .execute()

const remembered = async () =>
  (await server.context.database.queries.selectFrom('removed_files').select('path').execute()).map(
    ({ path }) => path,
  )

const run = () => createFileRemover(server.context).runOnce()

test('a document goes, and its neighbour stays', async () => {
  await write('documents/m1/d1', 'documents/m1/d2')
  await remember('documents/m1/d1')
  await run()
  expect(await readdir(place('documents/m1'))).toEqual(['d2'])
  expect(await remembered()).toEqual([])
})

test('a meeting’s folders go with all that is in them; what is gone already is no fault', async () => {
  await write('documents/m2/d1', 'recordings/m2/s1/merged.webm', 'recordings/m2/s1/chunks/p1/0')
  await write('recordings/m3/s1/merged.webm')
  await remember('documents/m2', 'recordings/m2', 'summaries/m2', 'recordings/never/there')
  await run()
  expect(await readdir(place('recordings'))).toEqual(['m3'])
  expect(await remembered()).toEqual([])
})

test('several at once, and again after a crash in the middle, end in the same', async () => {
  const names = Array.from({ length: 150 }, (_, n) => `recordings/many${n}`)
  await write(...names.map((name) => `${name}/s/merged.webm`))
  // Renamed away, and then the process died.
  await write('recordings/.removed-before/s/merged.webm')
  await remember(...names)
  await Promise.all([run(), run(), run()])
  expect(await readdir(place('recordings'))).toEqual(['m3'])
  expect(await remembered()).toEqual([])
})

test('what cannot be removed does not keep the others, and is tried again', async () => {
  await rm(place('summaries'), { recursive: true, force: true })
  await writeFile(place('summaries'), 'not a folder')
  await write('documents/m4/d1')
  await remember('summaries/m4', 'documents/m4')
  await expect(run()).rejects.toThrow('ENOTDIR')
  expect(await remembered()).toEqual(['summaries/m4'])
  expect(await readdir(place('documents'))).not.toContain('m4')
  await rm(place('summaries'))
  await run()
  expect(await remembered()).toEqual([])
})

test.each([
  '..',
  '../x',
  'documents',
  'documents/..',
  'documents/../x',
  '/etc/passwd',
  'documents/a/../../x',
  'secret-key',
  'postgres/data',
  'documents//x',
  'documents/.x',
])('the table takes nothing that would lead out of its folders: %s', async (path) => {
  await expect(remember(path)).rejects.toThrow('removed_files_path_check')
})
