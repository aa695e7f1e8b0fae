/** Joining a meeting by its number, and signed links for people whom another product knows. */
import type { Context } from '../../platform/context.ts'
import { readBrowserInfo } from '../../rooms/browser-info.ts'
import { createJoinLink } from '../../rooms/join-link.ts'
import { joinMeeting } from '../../rooms/join-meeting.ts'
import { readDoor } from '../../rooms/read-door.ts'
import type { Services } from '../../services.ts'
import type { Api } from '../api.ts'
import { limitRate } from '../limit-rate.ts'
import { DoorView, JoinBody, JoinedView, JoinLinkBody, JoinLinkView, JoinParams } from '../schemas/join.ts'
import { MeetingParams } from '../schemas/meetings.ts'

/** A whole company behind one address may come to one meeting; anyone who guesses numbers needs far more. */
const JOINS_PER_MINUTE = 600

export function registerJoinRoutes(api: Api, context: Context, services: Services): void {
  limitRate(api, JOINS_PER_MINUTE, 'Too many people join from your address at once.', (limited) =>
    registerJoin(limited, context, services),
  )

  api.post(
    '/meetings/:id/join-links',
    {
      config: { scope: 'meetings:write' },
      schema: {
        operationId: 'createJoinLink',
        tags: ['meetings'],
        summary: 'Makes a link for a person whom another product knows',
        description: 'Anyone who opens it joins under that name and role. It is signed, not stored.',
        params: MeetingParams,
        body: JoinLinkBody,
        response: { 201: JoinLinkView },
      },
    },
    async ({ caller, params, body }, reply) => {
      const link = await createJoinLink(context, caller, params.id, body)
      return reply.code(201).header('location', link.url).send(link)
    },
  )
}

function registerJoin(api: Api, context: Context, services: Services): void {
  api.get(
    '/join/:meetingId',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'getMeetingDoor',
        tags: ['meetings'],
        summary: 'What people are told before they join',
        description: 'For anyone who has the number of the meeting, as a page says it before joining.',
        params: JoinParams,
        response: { 200: DoorView },
      },
    },
    async ({ params }) => readDoor(context, params.meetingId),
  )

  api.post(
    '/join/:meetingId',
    {
      config: { scope: 'public' },
      schema: {
        operationId: 'joinMeeting',
        tags: ['meetings'],
        summary: 'Joins a meeting that is open',
        description:
          'Gives what is needed to connect to the room; inside is who is connected. The same user, or anyone who shows ' +
          'the same guest token, is the same participant. 403 while it is not open, 410 once it is closed.',
        params: JoinParams,
        body: JoinBody,
        response: { 200: JoinedView },
      },
    },
    async ({ params, body, maybeCaller, headers }) =>
      context.database.transaction((tx) =>
        joinMeeting(context, tx, services.media, {
          ...body,
          reference: params.meetingId,
          caller: maybeCaller,
          info: readBrowserInfo(headers),
        }),
      ),
  )
}
