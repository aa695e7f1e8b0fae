import { expect, test } from 'vitest'
import { createVault } from '../../platform/settings/secrets.ts'
import type { WebHookRow } from './find-web-hook.ts'
import { sealSecret } from './web-hook-secrets.ts'
import { applyPatch, columnsOf, inputOf, MASK, unmaskHeaders } from './web-hook-columns.ts'
import { WEB_HOOK_DEFAULTS, type WebHookInput } from './web-hook-input.ts'

const ID = '019a0000-0000-7000-8000-000000000001'
const vault = createVault('a secret key for tests')
const now = new Date('2026-11-24T10:00:00Z')

const input: WebHookInput = {
  ...WEB_HOOK_DEFAULTS,
  event: 'onMeetingClosed',
  url: 'https://example.com/',
  apiKey: 'old',
  headers: { Authorization: 'a', 'X-B': 'b' },
  ratePerSecond: 2,
}

function stored(more: Partial<WebHookRow> = {}): WebHookRow {
  return {
    ...columnsOf(vault, ID, input),
    id: ID,
    origin_id: 1,
    switched_off_at: null,
    signing_secret: sealSecret(vault, ID, 'signing-secret', 'whsec_x'),
    former_signing_secrets: [],
    former_signing_secrets_until: [],
    next_api_key: null,
    next_api_key_from: null,
    version: 1,
    created_at: now,
    updated_at: now,
    deleted_at: null,
    ...more,
  }
}

test('what is stored is what was given, and nothing of it is readable', () => {
  expect(inputOf(vault, stored(), now)).toEqual(input)
  const { api_key, headers } = stored()
  expect(`${api_key} ${headers}`).not.toMatch(/old|Authorization/)
})

test('the API key is the one that is sent at that time', () => {
  const row = stored({ next_api_key: sealSecret(vault, ID, 'api-key', 'new'), next_api_key_from: now })
  expect(inputOf(vault, row, new Date(now.getTime() - 1)).apiKey).toBe('old')
  expect(inputOf(vault, row, now).apiKey).toBe('new')
})

test('a patch leaves what it does not name, and null takes away', () => {
  expect(applyPatch(input, {})).toEqual(input)
  expect(applyPatch(input, { apiKey: undefined, ratePerSecond: null })).toEqual({
    ...input,
    ratePerSecond: null,
  })
  expect(applyPatch(input, { apiKey: null }).apiKey).toBe(null)
  expect(applyPatch(input, { headers: null }).headers).toEqual({})
  expect(applyPatch(input, { headers: { authorization: 'c', 'x-b': null } }).headers).toEqual({
    authorization: 'c',
  })
  expect(applyPatch(input, { headers: { authorization: MASK } }).headers).toEqual(input.headers)
  expect(applyPatch(input, { headers: { 'X-New': MASK } }).headers).toMatchObject({ 'X-New': MASK })
})

test('headers that replace the stored ones take over masked values', () => {
  expect(unmaskHeaders(input.headers, { 'x-b': MASK, 'X-C': 'c' })).toEqual({ 'x-b': 'b', 'X-C': 'c' })
  expect(unmaskHeaders(input.headers, { 'X-New': MASK })).toEqual({ 'X-New': MASK })
})
