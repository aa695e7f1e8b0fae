// npm install @simplex-meeting/receiver
// SIGNING_SECRET=whsec_… node listener.ts
import { createServer } from 'node:http'
import { createMemoryDeduplicator, createNodeListener } from '@simplex-meeting/receiver'

const listener = createNodeListener(
  {
    onMeetingScheduled: (call) => console.log(call.payload),
  },
  {
    secret: process.env.SIGNING_SECRET,
    deduplicator: createMemoryDeduplicator(), // createSqlDeduplicator keeps it in your database
  },
)

createServer(listener).listen(Number(process.env.PORT ?? 3000))
