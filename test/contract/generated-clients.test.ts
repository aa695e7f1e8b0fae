/**
 * Clients generated from `openapi.json`, in three languages, at work against a running server: each schedules a meeting,
 * uploads a document, lists, is refused a wrong value with its place, and closes the meeting.
 *
 * TypeScript always runs (`openapi-typescript` and `openapi-fetch`, as in the command line). Python runs where
 * `pip install openapi-python-client` has put its generator on the PATH. Go is compiled for a minute, with what it loads
 * from its proxy: by `npm run test:integrators`. What is missing is skipped, with a word.
 */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Connection, operationsOf } from '../../cli/src/api.ts'
import { ADMIN_KEY, type Json, startTestServer, type TestServer } from '../support/server.ts'

const run = promisify(execFile)
const DESCRIPTION = join(import.meta.dirname, '../../openapi.json')
const OAPI_CODEGEN = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2'
const OAPI_RUNTIME = 'github.com/oapi-codegen/runtime@v1.9.0'
const COMPILE_LIMIT_MS = 600_000
const DOCUMENT = 'Agenda, ü'

let server: TestServer
let folder: string
beforeAll(async () => {
  server = await startTestServer()
  folder = await mkdtemp(join(tmpdir(), 'generated-clients-'))
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** What each client has done, as the server has it. */
async function expectDone(topic: string, said: Json): Promise<void> {
  expect(said).toMatchObject({ refusedAt: '/topic', listed: [topic], isClosed: true })
  const { body: meeting } = await server.api('GET', `/meetings/${said.id}`)
  expect(meeting).toMatchObject({ topic, duration: '45', isClosed: true })
  expect(meeting.documents).toMatchObject([{ name: 'agenda.txt', size: Buffer.byteLength(DOCUMENT) }])
}

test('in TypeScript, by openapi-fetch', async () => {
  const connection: Connection = { server: server.url, apiKey: ADMIN_KEY }
  const client = operationsOf(connection)
  const refused = await client.POST('/api/v1/meetings', { body: { topic: '' } })
  const scheduled = await client.POST('/api/v1/meetings', { body: { topic: 'By TypeScript', duration: 45 } })
  const { id } = scheduled.data!
  const stored = await client.POST('/api/v1/meetings/{id}/documents', {
    params: { path: { id }, query: { name: 'agenda.txt' } },
    body: DOCUMENT,
    bodySerializer: (text) => text,
    headers: { 'content-type': 'application/octet-stream' },
  })
  expect(stored.response.status).toBe(201)
  const listed = await client.GET('/api/v1/meetings', { params: { query: { q: 'By TypeScript' } } })
  const closed = await client.POST('/api/v1/meetings/{id}/close', { params: { path: { id } } })
  await expectDone('By TypeScript', {
    id,
    refusedAt: refused.error?.errors?.[0]?.pointer,
    listed: listed.data!.data.map(({ topic }) => topic),
    isClosed: closed.data!.isClosed,
  })
})

const PYTHON = `
import io, json, sys
from meetings_api import AuthenticatedClient
from meetings_api.api.meetings import add_document, close_meeting, list_meetings, schedule_meeting
from meetings_api.models import ScheduleMeetingBody
from meetings_api.types import File

url, key, document = sys.argv[1:]
client = AuthenticatedClient(base_url=url, token=key, prefix="", auth_header_name="X-API-KEY")
refused = schedule_meeting.sync(client=client, body=ScheduleMeetingBody(topic=""))
meeting = schedule_meeting.sync(client=client, body=ScheduleMeetingBody(topic="By Python", duration=45))
add_document.sync(meeting.id, client=client, name="agenda.txt", body=File(payload=io.BytesIO(document.encode())))
listed = list_meetings.sync(client=client, q="By Python")
closed = close_meeting.sync(meeting.id, client=client)
print(json.dumps({"id": meeting.id, "refusedAt": refused.errors[0].pointer,
                  "listed": [one.topic for one in listed.data], "isClosed": closed.is_closed}))
`

test('in Python, by openapi-python-client', async () => {
  if (isMissing('openapi-python-client', ['--version'])) return
  const config = join(folder, 'config.yml')
  // Its formatter is another package, and nobody reads what it writes here.
  await writeFile(config, 'post_hooks: []\n')
  const generate = ['generate', '--path', DESCRIPTION, '--config', config, '--meta', 'none']
  const { stdout } = await run(
    'openapi-python-client',
    [...generate, '--output-path', join(folder, 'meetings_api')],
    { cwd: folder },
  )
  expect(stdout).not.toContain('Endpoint will not be generated')
  const file = join(folder, 'use.py')
  await writeFile(file, PYTHON)
  const python = await pythonOf('openapi-python-client')
  const used = await run(python, [file, server.url, ADMIN_KEY, DOCUMENT], { cwd: folder })
  await expectDone('By Python', JSON.parse(used.stdout))
})

/** The Python that the generator itself runs by: it has the packages that generated clients need. */
async function pythonOf(command: string): Promise<string> {
  const { stdout: path } = await run('sh', ['-c', 'command -v "$0"', command])
  const { stdout: first } = await run('head', ['-n', '1', path.trim()])
  return first.trim().replace(/^#!/, '')
}

const GO = `package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"strings"

	"listener/api"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	url, key, document := os.Args[1], os.Args[2], os.Args[3]
	withKey := func(_ context.Context, request *http.Request) error {
		request.Header.Set("X-API-KEY", key)
		return nil
	}
	client, err := api.NewClientWithResponses(url, api.WithRequestEditorFn(withKey))
	check(err)
	ctx := context.Background()
	schedule := func(body string) *api.ScheduleMeetingResponse {
		answer, err := client.ScheduleMeetingWithBodyWithResponse(ctx, nil, "application/json", strings.NewReader(body))
		check(err)
		return answer
	}
	refused := schedule(\`{"topic":""}\`)
	meeting := schedule(\`{"topic":"By Go","duration":45}\`).JSON201
	_, err = client.AddDocumentWithBodyWithResponse(ctx, meeting.Id, &api.AddDocumentParams{Name: "agenda.txt"},
		"application/octet-stream", strings.NewReader(document))
	check(err)
	topic := "By Go"
	listed, err := client.ListMeetingsWithResponse(ctx, &api.ListMeetingsParams{Q: &topic})
	check(err)
	topics := []string{}
	for _, one := range listed.JSON200.Data {
		topics = append(topics, one.Topic)
	}
	closed, err := client.CloseMeetingWithResponse(ctx, meeting.Id, nil)
	check(err)
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"id": meeting.Id, "refusedAt": (*refused.ApplicationproblemJSON422.Errors)[0].Pointer,
		"listed": topics, "isClosed": closed.JSON200.IsClosed,
	}))
}
`

test('in Go, by oapi-codegen', { timeout: COMPILE_LIMIT_MS }, async () => {
  if (process.env['INTEGRATOR_TESTS'] !== 'all') {
    console.warn('The client in Go is not tried: npm run test:integrators does.')
    return
  }
  if (isMissing('go', ['version'])) return
  const project = await mkdtemp(join(folder, 'go-'))
  const go = (...args: string[]) =>
    run('go', args, { cwd: project, env: { ...process.env, GOFLAGS: '-mod=mod' } })
  await writeFile(join(project, 'main.go'), GO)
  await run('mkdir', [join(project, 'api')])
  await go('mod', 'init', 'listener')
  const kinds = 'types,client,skip-prune'
  await go('run', OAPI_CODEGEN, '-generate', kinds, '-package', 'api', '-o', 'api/api.go', DESCRIPTION)
  await go('get', OAPI_RUNTIME)
  const { stdout } = await go('run', '.', server.url, ADMIN_KEY, DOCUMENT)
  await expectDone('By Go', JSON.parse(stdout))
})

function isMissing(command: string, args: string[]): boolean {
  if (spawnSync(command, args).status === 0) return false
  console.warn(`${command} is not on this machine: the client that it makes is not tried.`)
  return true
}
