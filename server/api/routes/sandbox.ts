/** What only accounts for trying things out can do. */
import { Type } from 'typebox'
import { advanceMeeting } from '../../meetings/advance-meeting.ts'
import type { Context } from '../../platform/context.ts'
import type { Api } from '../api.ts'
import { closed } from '../schemas/fields.ts'
import { MeetingView } from '../schemas/meetings.ts'
import { view } from './meetings.ts'

const STEP_LIMIT_SECONDS = 31_536_000

const Advance = Type.Object(
  {
    meetingId: Type.String({ maxLength: 60, description: 'Its id, or its sixteen digits' }),
    seconds: Type.Integer({
      minimum: 1,
      maximum: STEP_LIMIT_SECONDS,
      description: 'By how much; a year at most',
    }),
  },
  closed,
)

export function registerSandboxRoutes(api: Api, context: Context): void {
  api.post(
    '/sandbox/advance',
    {
      config: { scope: 'meetings:write' },
      schema: {
        operationId: 'advanceMeeting',
        tags: ['meetings'],
        summary: 'Moves a meeting of a sandbox account through time',
        description:
          'What it waits for (opening, closing by itself, the summary, the recording) comes as if the clock had advanced ' +
          'by so many seconds. `startTime` stays, and there is no `onMeetingUpdated`. 409 `not-a-sandbox` for a meeting of ' +
          'another account.',
        body: Advance,
        response: { 200: MeetingView },
      },
    },
    async ({ caller, body: { meetingId, seconds } }) =>
      view(
        context,
        await context.database.transaction((tx) => advanceMeeting(context, tx, caller, meetingId, seconds)),
      ),
  )
}
