/**
 * Meetings: lists, one with its version, and what can be done with it. One that is not closed is asked for again
 * every few seconds while it is on the screen, because people come and go without any event.
 */
import { queryOptions } from '@tanstack/react-query'
import type { Static } from 'typebox'
import type { MeetingEvent } from '../../server/api/schemas/events.ts'
import type { Invitations as InvitationsView } from '../../server/api/schemas/meeting-invitations.ts'
import type { MeetingDefaults } from '../../server/api/schemas/meeting-defaults.ts'
import type {
  ChangeQuery,
  DocumentView,
  MeetingPatchBody,
  MeetingView,
  NewMeetingBody,
  OccurrenceView,
} from '../../server/api/schemas/meetings.ts'
import { type Answer, call, callForAnswer } from './client.ts'
import { type ListPage, listQuery } from './list-query.ts'
import { queryClient } from './query-client.ts'

export type Meeting = Static<typeof MeetingView>
export type Recurring = Meeting['recurring']
export type NewMeeting = Static<typeof NewMeetingBody>
export type MeetingPatch = Static<typeof MeetingPatchBody>
export type MeetingDocument = Static<typeof DocumentView>
export type MeetingEvent = Static<typeof MeetingEvent>
/** Of a series: which occurrences a change is about, and by which start. */
export type Change = Static<typeof ChangeQuery>
export type Scope = NonNullable<Change['scope']>

export const meetingStates = ['upcoming', 'open', 'closed'] as const
export type MeetingState = (typeof meetingStates)[number]

export interface MeetingFilter {
  state: MeetingState
  q?: string
}

const LIVE_REFRESH_MS = 5_000

/** What comes next is first; of what is over, the latest. */
export const meetingsQuery = ({ state, q }: MeetingFilter) => ({
  ...listQuery<Meeting>('/meetings', { state, q, order: state === 'closed' ? 'newest' : 'oldest' }),
  refetchInterval: LIVE_REFRESH_MS,
})

export type { MeetingDefaults }

/** What a new meeting is where nothing else is said. */
export const meetingDefaultsQuery = queryOptions({
  queryKey: ['/meeting-defaults'],
  queryFn: () => call<MeetingDefaults>('GET', '/meeting-defaults'),
})

/** With its version, for `If-Match`. */
export const meetingQuery = (id: string) =>
  queryOptions({
    queryKey: ['/meetings', 'one', id],
    queryFn: () => readMeeting(id),
    refetchInterval: ({ state: { data } }) => (data && !data.data.isClosed ? LIVE_REFRESH_MS : false),
  })

export function readMeeting(id: string): Promise<Answer<Meeting>> {
  return callForAnswer<Meeting>('GET', `/meetings/${id}`)
}

export async function scheduleMeeting(body: NewMeeting): Promise<Meeting> {
  const meeting = await call<Meeting>('POST', '/meetings', { body })
  await forgetMeetings()
  return meeting
}

/** @returns with `following` the new series, which has an id of its own */
export async function updateMeeting(
  id: string,
  body: MeetingPatch,
  change: Change,
  ifMatch: string | null,
): Promise<Meeting> {
  const meeting = await call<Meeting>('PATCH', `/meetings/${id}`, { body, query: change, ifMatch })
  await forgetMeetings()
  return meeting
}

export type Occurrence = Static<typeof OccurrenceView>

/** Most that are offered to choose from; of a series that goes on for longer, those that come first. */
const OFFERED_OCCURRENCES_LIMIT = 200

/** Of a series: the current occurrence and those that come, cancelled ones among them, the earliest first. */
export const comingOccurrencesQuery = ({ id, startTime }: Pick<Meeting, 'id' | 'startTime'>) =>
  queryOptions({
    queryKey: ['/meetings', 'occurrences', id, startTime],
    queryFn: () => readComingOccurrences(id, startTime),
  })

export async function readComingOccurrences(id: string, from: string): Promise<Occurrence[]> {
  const query = { from, limit: OFFERED_OCCURRENCES_LIMIT }
  const { data } = await call<ListPage<Occurrence>>('GET', `/meetings/${id}/occurrences`, { query })
  return data.filter(({ state }) => state !== 'closed')
}

export type Invitations = Static<typeof InvitationsView>

/** What became of the mails to the invitees; asked again while some are on their way. */
export const invitationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['/meetings', 'invitations', id],
    queryFn: () => call<Invitations>('GET', `/meetings/${id}/invitations`),
    refetchInterval: ({ state: { data } }) =>
      data?.data.some(({ mail }) => mail?.state === 'waiting') ? LIVE_REFRESH_MS : false,
  })

/** @param emails whom; undefined: everybody whose latest mail failed, or who was never mailed */
export async function sendInvitations(id: string, emails?: string[]): Promise<Invitations> {
  const invitations = await call<Invitations>('POST', `/meetings/${id}/invitations/send`, {
    body: { emails },
  })
  queryClient.setQueryData(invitationsQuery(id).queryKey, invitations)
  return invitations
}

export async function closeMeeting(id: string): Promise<void> {
  await call('POST', `/meetings/${id}/close`)
  await forgetMeetings()
}

export async function deleteMeeting(id: string, change: Change, keepalive: boolean): Promise<void> {
  await call('DELETE', `/meetings/${id}`, { query: change, keepalive })
  await forgetMeetings()
}

/** All or none, and one call of the web hook for all of them. */
export async function deleteMeetings(ids: readonly string[], keepalive: boolean): Promise<void> {
  await call('POST', '/meetings/delete', { body: { ids }, keepalive })
  await forgetMeetings()
}

export async function addDocument(id: string, file: File): Promise<MeetingDocument> {
  const document = await call<MeetingDocument>('POST', `/meetings/${id}/documents`, {
    query: { name: file.name },
    body: file,
  })
  await forgetMeetings()
  return document
}

export async function deleteDocument(id: string, documentId: string, keepalive: boolean): Promise<void> {
  await call('DELETE', `/meetings/${id}/documents/${documentId}`, { keepalive })
  await forgetMeetings()
}

/** What was told about a meeting, and to whom; in order. */
export const meetingEventsQuery = (id: string) => ({
  ...listQuery<MeetingEvent>(`/meetings/${id}/events`),
  refetchInterval: LIVE_REFRESH_MS,
})

async function forgetMeetings(): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: ({ queryKey: [area] }) => typeof area === 'string' && area.startsWith('/meetings'),
  })
}
