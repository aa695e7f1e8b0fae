/** The REST API, as a script calls it. A problem document ends the demonstration with its words. */
export interface Api {
  url: string
  get(path: string): Promise<Record<string, unknown>>
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Record<string, unknown>>
  patch(path: string, body: unknown): Promise<Record<string, unknown>>
  delete(path: string): Promise<void>
  putBytes(path: string, body: Uint8Array, headers: Record<string, string>): Promise<void>
}

const TIMEOUT_MS = 15_000

export function createApi(url: string, apiKey: string): Api {
  async function call(method: string, path: string, headers: Record<string, string>, body?: BodyInit) {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...('authorization' in headers ? {} : { 'x-api-key': apiKey }), ...headers },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`)
    return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>
  }
  const json = { 'content-type': 'application/json' }
  return {
    url,
    get: (path) => call('GET', path, {}),
    post: (path, body, headers = {}) => call('POST', path, { ...json, ...headers }, JSON.stringify(body)),
    patch: (path, body) => call('PATCH', path, json, JSON.stringify(body)),
    async delete(path) {
      await call('DELETE', path, {})
    },
    async putBytes(path, body, headers) {
      await call(
        'PUT',
        path,
        { 'content-type': 'application/octet-stream', ...headers },
        new Uint8Array(body),
      )
    },
  }
}
