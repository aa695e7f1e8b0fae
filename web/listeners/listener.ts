// npm install @simplex-meeting/receiver
// SIGNING_SECRET=whsec_… node listener.ts
import { createServer } from 'node:http'
import { createDeduplicator, HookCallError, receiveNodeRequest } from '@simplex-meeting/receiver'

const handled = createDeduplicator() // kept in memory; a unique constraint in your database is safer

const server = createServer(async (request, response) => {
  try {
    const call = await receiveNodeRequest(request, { secret: process.env.SIGNING_SECRET })
    if (call.event === 'onMeetingScheduled' && !call.isTest && !handled.isDuplicate(call.id)) {
      console.log(call.payload)
    }
    handled.markHandled(call.id)
    response.writeHead(204).end()
  } catch (error) {
    console.error(error)
    response.writeHead(error instanceof HookCallError ? error.status : 500).end()
  }
})

server.listen(Number(process.env.PORT ?? 3000))
