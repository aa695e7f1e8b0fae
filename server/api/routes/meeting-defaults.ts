/** What a new meeting is where nothing else is said: for forms, which hosts fill in who may not see the settings. */
import type { Context } from '../../platform/context.ts'
import { isMailConfigured } from '../../platform/mail/mail-server.ts'
import type { Api } from '../api.ts'
import { MeetingDefaults } from '../schemas/meeting-defaults.ts'

export function registerMeetingDefaultsRoute(api: Api, context: Context): void {
  api.get(
    '/meeting-defaults',
    {
      config: { scope: 'meetings:read' },
      schema: {
        operationId: 'getMeetingDefaults',
        tags: ['meetings'],
        summary: 'Says what a new meeting is where nothing else is said',
        response: { 200: MeetingDefaults },
      },
    },
    async () => {
      const now = context.settings.current()
      return {
        timezone: now.timezone,
        language: now.language,
        duration: now.meetingDurationMinutes,
        type: now.meetingType,
        isRecorded: now.meetingIsRecorded,
        videoResolution: now.meetingVideoResolution,
        mailConfigured: isMailConfigured(context),
      }
    },
  )
}
