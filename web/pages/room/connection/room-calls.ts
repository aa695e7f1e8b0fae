/**
 * Calls of somebody in the room. They are made with the room token and without the session's cookie: what one may do
 * there depends on the participant's role, not on whether somebody is signed in. A failed call throws a `Problem`.
 */
import { API } from '../../../api/client.ts'
import { Problem, type ProblemDocument, unanswered } from '../../../api/problem.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** @param body a file goes as it is, anything else as JSON */
export async function callFromRoom(
  method: Method,
  path: string,
  roomToken: string,
  body?: object,
): Promise<Response> {
  const isFile = body instanceof Blob
  const response = await fetch(API + path, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${roomToken}`,
      ...(body && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
    },
    body: isFile || body === undefined ? body : JSON.stringify(body),
    credentials: 'omit',
  }).catch(() => {
    throw unanswered()
  })
  if (response.ok) return response
  const document = (await response.json().catch(() => null)) as ProblemDocument | null
  throw document ? new Problem(document) : unanswered()
}
