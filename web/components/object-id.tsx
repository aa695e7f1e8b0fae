/** An id, as it stands in payloads and URLs, in full and selectable. */
import { Code } from '@mantine/core'

export function ObjectId({ id }: { id: string }) {
  return <Code style={{ overflowWrap: 'anywhere' }}>{id}</Code>
}
