/**
 * The PDF of a summary, for anyone who has its address or may read the summary. It shows the minutes of the moment.
 * Off the record there is none.
 */
import type { Caller } from '../accounts/caller.ts'
import { maySeeMeeting } from '../accounts/visible-meetings.ts'
import { findPrintLogo } from '../branding/find-brand-image.ts'
import { equalInConstantTime } from '../platform/settings/secrets.ts'
import type { Context } from '../platform/context.ts'
import type { Queries } from '../platform/database/database.ts'
import { Conflict } from '../platform/errors.ts'
import { topicOf } from '../meetings/meeting.ts'
import { atInstant } from '../calendar/time-zone.ts'
import { absentInvitees, findRecordedTime } from './beside-summary.ts'
import { contentOf, summaryNotFound } from './find-summary.ts'
import type { PdfDrawer } from './pdf-drawer.ts'

/** The token of the address, or who asks. */
export type PdfReader = { token: string } | { caller: Caller }

/** Throws NotFound `summary-not-found`, Conflict `off-the-record`. */
export async function readSummaryPdf(
  context: Context,
  drawer: PdfDrawer,
  id: string,
  reader: PdfReader,
): Promise<{ fileName: string; pdf: Buffer }> {
  const { database, settings } = context
  const { queries } = database
  const row = await queries
    .selectFrom('summaries as s')
    .selectAll('s')
    .select(absentInvitees().as('absent'))
    .where('s.id', '=', id)
    .executeTakeFirst()
  if (!row || !(await mayRead(queries, reader, row))) throw summaryNotFound()
  if (row.pdf_token === null) {
    throw new Conflict('off-the-record', 'This meeting was off the record: there is no PDF of it.')
  }
  const meeting = await queries
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', row.meeting_id)
    .executeTakeFirst()
  const occurrence = await queries
    .selectFrom('occurrences')
    .selectAll()
    .where('id', '=', row.occurrence_id)
    .executeTakeFirst()
  if (!meeting || !occurrence?.closed_at) throw summaryNotFound()
  const { productName, color, language, nameBesideLogo } = settings.current()
  const pdf = await drawer.draw({
    summary: contentOf(row.content),
    topic: topicOf(meeting, occurrence),
    meetingNumber: meeting.number,
    startTime: occurrence.start_time,
    closedAt: occurrence.closed_at,
    timezone: meeting.timezone,
    language,
    productName,
    color,
    logo: await findPrintLogo(queries, settings),
    nameBesideLogo,
    absent: row.absent.map(({ name, email }) => name || email),
    recording: await findRecordedTime(context, queries, occurrence.id),
  })
  const day = atInstant(occurrence.start_time, meeting.timezone).toPlainDate().toString()
  return { fileName: `${meeting.number}-${day}.pdf`, pdf }
}

async function mayRead(
  queries: Queries,
  reader: PdfReader,
  row: { meeting_id: string; account_id: string; pdf_token: string | null },
): Promise<boolean> {
  if ('caller' in reader) {
    return maySeeMeeting(queries, reader.caller, { id: row.meeting_id, accountId: row.account_id })
  }
  return row.pdf_token !== null && equalInConstantTime(reader.token, row.pdf_token)
}
