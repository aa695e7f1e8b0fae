/** The headers of a call of this configuration, with made-up values where each call has its own. */
import { MASK, type WebHookValues } from './web-hook-values.ts'

export function sampleHeaders({ url, method, event, apiKeyChoice, signed, headers }: WebHookValues): string {
  const target = URL.parse(url)
  const lines = [
    `${method} ${target ? target.pathname + target.search : '/'} HTTP/1.1`,
    `host: ${target?.host || 'example.com'}`,
    'content-type: application/json; charset=utf-8',
    'user-agent: simplex-meeting/…',
    'webhook-id: 01932a4e-…',
    'webhook-timestamp: 1764000000',
    ...(signed ? ['webhook-signature: v1,K5oZ…='] : []),
    `webhook-event: ${event}`,
    'webhook-sequence: 1',
    'webhook-attempt: 1',
    ...(apiKeyChoice === 'none' ? [] : [`X-API-KEY: ${MASK}`]),
    ...headers.filter(({ name }) => name.trim() !== '').map(({ name }) => `${name.trim()}: ${MASK}`),
  ]
  return lines.join('\n')
}
