import { expect, test } from 'vitest'
import { readOpenIdConfig } from './openid.ts'

const env = { OIDC_ISSUER: 'https://login.example.com/realms/one', OIDC_CLIENT_ID: 'meetings' }

test('without an issuer there is none', () => {
  expect(readOpenIdConfig({})).toBeNull()
  expect(readOpenIdConfig({ OIDC_ISSUER: ' ', OIDC_NAME: 'Login' })).toBeNull()
})

test('an issuer and a client are enough: a public client, called by its host, that admits nobody new', () => {
  expect(readOpenIdConfig(env)).toEqual({
    issuer: new URL(env.OIDC_ISSUER),
    clientId: 'meetings',
    clientSecret: null,
    name: 'login.example.com',
    admitsNewUsers: false,
  })
})

test.each([
  [{ OIDC_ISSUER: env.OIDC_ISSUER }, /go together/],
  [{ OIDC_CLIENT_ID: 'meetings' }, /go together/],
  [{ ...env, OIDC_ISSUER: 'http://login.example.com' }, /must be an https URL/],
  [{ ...env, OIDC_ISSUER: 'login.example.com' }, /must be an https URL/],
  [{ ...env, OIDC_NEW_USERS: 'yes' }, /OIDC_NEW_USERS is "yes"; it must be none or host/],
])('%o is refused at the start', (wrong, words) => {
  expect(() => readOpenIdConfig(wrong)).toThrow(words)
})

test.each(['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000'])(
  'plain http is for a provider on this machine: %s',
  (issuer) => {
    expect(readOpenIdConfig({ ...env, OIDC_ISSUER: issuer })?.issuer.protocol).toBe('http:')
  },
)
