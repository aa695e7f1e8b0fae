/**
 * Writes a meeting as the wire contract has it: the documented keys, all of them, in the documented order. Pure.
 *
 * The API shows it as it is. Hooks and feed show `forHooks`: the same, or, where the instance is set to redact,
 * without what is private. The element of `onMeetingDeleted` has one key of another name, as documented.
 */
import type { DeletedMeeting, Meeting } from '../../receiver/src/contract/payload-types.ts'
import type { Settings } from '../platform/config/settings.ts'
import type { Context } from '../platform/context.ts'
import type { Database, Queries } from '../platform/database/database.ts'
import { redactedIcsToken } from './ics-token.ts'
import { agendaOf, isOpen, minutesBetween, topicOf } from './meeting.ts'
import type { MeetingView } from './meeting-view.ts'
import { isRecurring, recurringOf } from './series.ts'

/** What a Meeting says that is not the meeting's own. */
export interface Instance {
  whitelabelId: string
  publicUrl: string
  settings: Settings
  now: Date
}

/** By database; the white label is made with it and keeps its id. */
const whitelabelIds = new WeakMap<Database, string>()

export async function readInstance(context: Context, queries: Queries): Promise<Instance> {
  let whitelabelId = whitelabelIds.get(context.database)
  if (whitelabelId === undefined) {
    const row = await queries.selectFrom('white_labels').select('id').executeTakeFirstOrThrow()
    whitelabelId = row.id
    whitelabelIds.set(context.database, whitelabelId)
  }
  return {
    whitelabelId,
    publicUrl: context.publicUrl,
    settings: context.settings.current(),
    now: context.clock.now(),
  }
}

export function presentMeeting(view: MeetingView, instance: Instance): Meeting {
  return {
    ...fieldsBeforeEmail(view, instance),
    addedByEmail: view.meeting.added_by_email,
    ...fieldsAfterEmail(view, instance),
  }
}

/** A deleted meeting cannot be entered, whatever its times say. */
export function presentDeleted(view: MeetingView, instance: Instance): DeletedMeeting {
  return {
    ...fieldsBeforeEmail(view, instance),
    addedByUserEmail: view.meeting.added_by_email,
    ...fieldsAfterEmail(view, instance),
    isActive: false,
    isOpen: false,
  }
}

function fieldsBeforeEmail(view: MeetingView, instance: Instance) {
  const { meeting, occurrence } = view
  return {
    invitedParticipants: view.invitees.map(({ name, email, role, language }) => ({
      name,
      email,
      role,
      language,
    })),
    meetingId: meeting.number,
    id: meeting.id,
    topic: topicOf(meeting, occurrence),
    startTime: occurrence.start_time.toISOString(),
    endTime: occurrence.end_time.toISOString(),
    duration: String(minutesBetween(occurrence.start_time, occurrence.end_time)),
    type: meeting.type,
    roomId: meeting.room_id,
    isRecurring: isRecurring(meeting),
    isDialin: meeting.is_dialin,
    recurring: recurringOf(meeting),
    isRecorded: meeting.is_recorded,
    agenda: agendaOf(meeting, occurrence),
    documents: presentDocuments(view, instance),
    meetingPermissionId: instance.settings.meetingPermissionId,
    videoResolution: meeting.video_resolution,
    dtClosedAt: occurrence.closed_at?.toISOString() ?? null,
    whitelabelId: instance.whitelabelId,
    addedByUserId: meeting.added_by_user_id,
  }
}

function fieldsAfterEmail({ meeting, occurrence, isActive }: MeetingView, { settings, now }: Instance) {
  return {
    accountId: meeting.account_id,
    addedByUsername: meeting.added_by_username,
    timezone: meeting.timezone,
    privateDataVisible: settings.privateDataVisible,
    icalSequence: String(meeting.ical_sequence),
    icsToken: meeting.ics_token,
    isActive,
    isClosed: occurrence.state === 'closed',
    isOpen: isOpen(occurrence, settings, now),
    dialInConferenceRoom: settings.dialInConferenceRoom,
    dialInNumbers: settings.dialInNumbers,
    dialInPin: settings.dialInPin,
    sipProxy: settings.sipProxy,
    sipDomain: settings.sipDomain,
    isDemo: meeting.is_demo,
    isPromo: meeting.is_promo,
  }
}

/** `documents` of the Meeting, and of its summaries. */
export function presentDocuments(
  { meeting, documents }: Pick<MeetingView, 'meeting' | 'documents'>,
  { publicUrl }: Pick<Instance, 'publicUrl'>,
): Meeting['documents'] {
  return documents.map((document) => ({
    id: document.id,
    name: document.name,
    mimeType: document.mime_type,
    size: document.size_bytes,
    url: `${publicUrl}/api/v1/meetings/${meeting.id}/documents/${document.id}?token=${document.url_token}`,
  }))
}

export function forHooks(meeting: Meeting): Meeting {
  return meeting.privateDataVisible ? meeting : { ...redact(meeting), addedByEmail: '' }
}

export function deletedForHooks(meeting: DeletedMeeting): DeletedMeeting {
  return meeting.privateDataVisible ? meeting : { ...redact(meeting), addedByUserEmail: '' }
}

/** Keys keep their places when they are given another value. */
function redact<Redacted extends Meeting | DeletedMeeting>(meeting: Redacted): Redacted {
  return {
    ...meeting,
    invitedParticipants: [],
    topic: '',
    agenda: '',
    documents: [],
    addedByUsername: '',
    icsToken: redactedIcsToken(meeting.icsToken),
    dialInPin: null,
  }
}
