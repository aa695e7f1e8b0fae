/**
 * The same captured calls, each hook by POST and by PUT, taken by listeners that are not ours: the public
 * `standardwebhooks` package, and the functions that the documentation gives for other languages, run by the machine's
 * own interpreters; Debian's `webhook` and Node-RED, as the documentation sets them up. Each takes all of them, and none
 * of those whose body or key was changed. What is not on this machine is skipped, with a word.
 *
 * Node-RED is 120 MB and is not among the dependencies: `npm run test:integrators` installs it in a cache folder of the
 * user, where later runs find it.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { SECRET } from '../../receiver/src/testing/signed-call.ts'
import { type ListenerCall, startListener } from '../support/listener.ts'
import { startTestServer } from '../support/server.ts'

const KEY = 'the-key'
const NODE_RED_VERSION = '5.0.7'
const NODE_RED_FOLDER = join(homedir(), '.cache/simplex-meeting/node-red')
const INSTALL_LIMIT_MS = 300_000

interface Captured {
  secret: string
  id: string
  timestamp: string
  /** In base64: the bytes as they came. */
  body: string
  header: string
}

let calls: ListenerCall[]
let captured: Captured[]
let page: string
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'independent-listeners-'))
  page = await readFile(join(import.meta.dirname, '../../docs/verifying-calls.md'), 'utf8')
  const server = await startTestServer()
  const listener = await startListener()
  for (const method of ['POST', 'PUT']) {
    const set = { url: `${listener.origin}/${method}/{event}`, method, apiKey: KEY, signingSecret: SECRET }
    const { body } = await server.api('POST', '/web-hooks/set', set)
    for (const { id } of body.data) await server.api('POST', `/web-hooks/${id}/test`)
  }
  calls = await listener.waitFor(2 * hookNames.length)
  await listener.close()
  await server.stop()
  captured = [...calls.map((call) => captureOf(call)), ...calls.map((call) => captureOf(call, ' '))]
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function captureOf({ headers, body }: ListenerCall, added = ''): Captured {
  return {
    secret: SECRET,
    id: String(headers['webhook-id']),
    timestamp: String(headers['webhook-timestamp']),
    body: Buffer.concat([body, Buffer.from(added)]).toString('base64'),
    header: String(headers['webhook-signature']),
  }
}

const taken = () => captured.map((_call, index) => index < calls.length)
const code = (heading: string) => new RegExp(`### ${heading}\n[^]*?\`\`\`\\w+\n([^]*?)\`\`\``).exec(page)![1]!

test('every hook was captured by POST and by PUT', () => {
  const expected = ['POST', 'PUT'].flatMap((method) =>
    hookNames.map((hook) => `${method} /${method}/${hook}`),
  )
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(expected)
})

test('the standardwebhooks package', () => {
  // It refuses calls that are old by its own clock, so these are looked at by theirs.
  const webhook = new Webhook(SECRET)
  const verdicts = captured.map(({ id, timestamp, body, header }) => {
    const sentAt = new Date(Number(timestamp) * 1000)
    return webhook.sign(id, sentAt, Buffer.from(body, 'base64').toString()) === header
  })
  expect(verdicts).toEqual(taken())
})

const languages: Record<
  string,
  { ask: string[]; file: string; run: string[]; program: (text: string) => string }
> = {
  Python: {
    ask: ['python3', '--version'],
    file: 'listen.py',
    run: ['python3'],
    program: (text) => `${text}
import json, sys
calls = json.load(open(sys.argv[1]))
print(json.dumps([is_signed(c["secret"], c["id"], c["timestamp"], base64.b64decode(c["body"]), c["header"]) for c in calls]))`,
  },
  PHP: {
    ask: ['php', '--version'],
    file: 'listen.php',
    run: ['php'],
    program: (text) => `<?php
${text}
$verdicts = [];
foreach (json_decode(file_get_contents($argv[1]), true) as $c) {
    $verdicts[] = isSigned($c['secret'], $c['id'], $c['timestamp'], base64_decode($c['body']), $c['header']);
}
echo json_encode($verdicts);`,
  },
  Ruby: {
    ask: ['ruby', '--version'],
    file: 'listen.rb',
    run: ['ruby'],
    program: (text) => `${text}
require 'json'
calls = JSON.parse(File.read(ARGV[0]))
puts JSON.generate(calls.map { |c| signed?(c['secret'], c['id'], c['timestamp'], c['body'].unpack1('m'), c['header']) })`,
  },
  Go: {
    ask: ['go', 'version'],
    file: 'listen.go',
    run: ['go', 'run'],
    program: (text) => `package main
import (
	"encoding/json"
	"os"
)
${text}
func main() {
	type call struct {
		Secret, ID, Timestamp, Header string
		Body                          []byte
	}
	content, _ := os.ReadFile(os.Args[1])
	var calls []call
	if err := json.Unmarshal(content, &calls); err != nil {
		panic(err)
	}
	verdicts := []bool{}
	for _, c := range calls {
		verdicts = append(verdicts, isSigned(c.Secret, c.ID, c.Timestamp, c.Body, c.Header))
	}
	json.NewEncoder(os.Stdout).Encode(verdicts)
}`,
  },
}

test.each(Object.entries(languages))('the function in %s', async (name, { ask, file, run, program }) => {
  if (isMissing(ask)) return
  const path = join(folder, file)
  const data = join(folder, 'calls.json')
  await writeFile(path, program(code(name)))
  await writeFile(data, JSON.stringify(captured))
  const [command, ...args] = run
  expect(JSON.parse(execFileSync(command!, [...args, path, data], { encoding: 'utf8' }))).toEqual(taken())
})

test("Debian's webhook, by the rule of the documentation", async () => {
  if (isMissing(['webhook', '-version'])) return
  const rules = JSON.parse(/```json hooks\.json\n([^]*?)```/.exec(page)![1]!)
  for (const rule of rules) rule['execute-command'] = '/bin/true'
  const file = join(folder, 'hooks.json')
  await writeFile(file, JSON.stringify(rules))
  const port = '19457'
  const child = spawn('webhook', ['-hooks', file, '-ip', '127.0.0.1', '-port', port, '-verbose'])
  await said(child, 'serving hooks on')
  await expectKeyCompared(child, `http://127.0.0.1:${port}/hooks/meetings`, 200)
})

test('Node-RED, by the flow of the documentation', { timeout: INSTALL_LIMIT_MS }, async () => {
  const program = join(NODE_RED_FOLDER, 'node_modules/node-red/red.js')
  if (!existsSync(program)) {
    if (process.env['INTEGRATOR_TESTS'] !== 'all') {
      console.warn('Node-RED is not installed: npm run test:integrators does, and tries it.')
      return
    }
    await mkdir(NODE_RED_FOLDER, { recursive: true })
    const install = ['install', '--prefix', NODE_RED_FOLDER, '--ignore-scripts', '--no-audit', '--no-fund']
    execFileSync('npm', [...install, `node-red@${NODE_RED_VERSION}`], { cwd: NODE_RED_FOLDER })
  }
  const port = 19_458
  const settings = { uiPort: port, uiHost: '127.0.0.1', httpAdminRoot: false, flowFile: 'flows.json' }
  await writeFile(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings)}`)
  await writeFile(join(folder, 'flows.json'), /```json flows\.json\n([^]*?)```/.exec(page)![1]!)
  const child = spawn(process.execPath, [program, '--userDir', folder, '--settings', 'settings.js'], {
    cwd: folder,
  })
  await said(child, 'Started flows')
  await expectKeyCompared(child, `http://127.0.0.1:${port}/meetings`, 204)
})

/** Ended with the test, also where the words never come. */
async function said(child: ChildProcess, words: string): Promise<void> {
  onTestFinished(() => void child.kill())
  const heard: string[] = []
  const stream = child.spawnfile === 'webhook' ? child.stderr! : child.stdout!
  for await (const line of createInterface(stream)) {
    heard.push(line)
    if (line.includes(words)) {
      // What it goes on to say is read and dropped, so that it never waits for a reader.
      stream.resume()
      return
    }
  }
  throw new Error(`It ended and said: ${heard.join('\n')}`)
}

/** Takes each call with the right key, and refuses it with another. */
async function expectKeyCompared(child: ChildProcess, url: string, taken: number): Promise<void> {
  const status = async ({ method, headers, body }: ListenerCall, key: string) => {
    const sent = { 'content-type': String(headers['content-type']), 'x-api-key': key }
    return (await fetch(url, { method, headers: sent, body: new Uint8Array(body) })).status
  }
  await expect.poll(() => status(calls[0]!, 'another').catch(() => 0)).toBe(401)
  for (const call of calls) {
    expect(await status(call, String(call.headers['x-api-key']))).toBe(taken)
    expect(await status(call, 'another')).toBe(401)
  }
  child.kill()
}

function isMissing([command, ...args]: string[]): boolean {
  if (spawnSync(command!, args).status === 0) return false
  console.warn(`${command} is not on this machine: what it would take is not tried.`)
  return true
}
