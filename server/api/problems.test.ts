import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { NotAuthenticated, TooManyRequests } from '../accounts/authentication-errors.ts'
import { Conflict, Forbidden, Gone, invalid, NotFound, VersionMismatch } from '../platform/errors.ts'
import { problemTitles } from './problem-titles.ts'
import { problemOf, Unavailable } from './problems.ts'

const ID = 'request-1'
/** Raised at start only, for the operator. */
const NOT_OF_THE_API = ['invalid-smtp-url']

test.each([
  [new NotAuthenticated('not-authenticated', 'x'), 401],
  [new Forbidden('missing-scope', 'x'), 403],
  [new NotFound('user-not-found', 'x'), 404],
  [new Conflict('email-taken', 'x'), 409],
  [new Gone('link-used', 'x'), 410],
  [new VersionMismatch('meeting'), 412],
  [invalid('/topic', 'Must not be empty.', 'empty'), 422],
  [new TooManyRequests('too-many-attempts', 'x', 5, 3), 429],
  [new Unavailable('not-ready', 'x'), 503],
  [Object.assign(new Error('bad json'), { statusCode: 400 }), 400],
  [Object.assign(new Error('too large'), { statusCode: 413 }), 413],
  [Object.assign(new Error('media type'), { statusCode: 415 }), 415],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 503],
  [Object.assign(new Error('no socket'), { code: 'ENOENT', syscall: 'connect' }), 503],
  [Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }), 500],
  [new Error('a bug'), 500],
])('%o becomes a %i', (error, status) => {
  const problem = problemOf(error, ID)
  expect(problem.status).toBe(status)
  expect(problem.body.status).toBe(status)
  expect(problem.body.type).toMatch(/^\/problems\/[a-z-]+$/)
  expect(Object.keys(problemTitles)).toContain(problem.body.type.slice('/problems/'.length))
})

test('what is wrong where is listed', () => {
  expect(problemOf(invalid('/ids/1', 'There is no such meeting.', 'no-such-meeting'), ID).body).toMatchObject(
    {
      type: '/problems/invalid-input',
      errors: [{ pointer: '/ids/1', detail: 'There is no such meeting.' }],
    },
  )
})

test('anyone who has to wait is told for how long', () => {
  expect(problemOf(new TooManyRequests('too-many-attempts', 'x', 5, 17), ID).headers).toEqual({
    'retry-after': '17',
    'ratelimit-limit': '5',
    'ratelimit-remaining': '0',
    'ratelimit-reset': '17',
  })
})

test('an error of the server says nothing of itself but the request to ask about', () => {
  const { body } = problemOf(new Error('select password from users'), ID)
  expect(JSON.stringify(body)).not.toContain('password')
  expect(body).toMatchObject({ requestId: ID })
})

const server = new URL('../', import.meta.url)
const sources = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/(\.test|problem-titles)\.ts$/.test(name))
  .map((name) => readFileSync(new URL(name, server), 'utf8'))

test('every code that is raised anywhere in the server has a title', () => {
  const raised =
    /new (?:Conflict|Forbidden|Gone|NotFound|NotAuthenticated|TooManyRequests|Unavailable|DomainError)\(\s*'([a-z-]+)'/g
  const codes = sources.flatMap((text) => [...text.matchAll(raised)]).map((match) => match[1]!)
  expect(codes.length).toBeGreaterThan(10)
  const untitled = [...new Set(codes)].filter((code) => !Object.hasOwn(problemTitles, code))
  expect(untitled.filter((code) => !NOT_OF_THE_API.includes(code))).toEqual([])
})

test('no title is left over', () => {
  const named = (code: string) => sources.some((text) => text.includes(`'${code}'`))
  expect(Object.keys(problemTitles).filter((code) => !named(code))).toEqual([])
})
