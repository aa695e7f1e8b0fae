/** Summaries: list, read, write the minutes, and the summary as a PDF. */
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Context } from '../../platform/context.ts'
import { attendanceCsv } from '../../summaries/attendance-csv.ts'
import { findSummary, listSummaries, type ShownSummary } from '../../summaries/find-summary.ts'
import { createPdfDrawer } from '../../summaries/pdf-drawer.ts'
import { readSummaryPdf } from '../../summaries/read-summary-pdf.ts'
import { writeMinutes } from '../../summaries/write-minutes.ts'
import { acceptWhole } from '../accept-whole.ts'
import type { Api } from '../api.ts'
import { bodyLimit } from '../body-limits.ts'
import { limitRate } from '../limit-rate.ts'
import { IdParams } from '../schemas/fields.ts'
import { decodeCursor, Page, PAGE_LIMIT_DEFAULT, pageOf } from '../schemas/page.ts'
import {
  PdfQuery,
  SummaryListQuery,
  SummaryPatchBody,
  SummaryPosition,
  SummaryView,
} from '../schemas/summaries.ts'
import { etag, expectedVersions } from '../versions.ts'

const tags = ['summaries']
/** Rendering is work, and the address of a PDF needs no key. */
const PDFS_PER_MINUTE = 120
/** Beside the minutes, where a whole summary is sent back: some 1 MiB of questions, escaped, and who came and went. */
const REST_OF_SUMMARY_BYTES = 8 * 1024 * 1024

export function registerSummaryRoutes(api: Api, context: Context): void {
  registerReading(api, context)
  registerMinutes(api, context)
  registerAttendance(api, context)
  limitRate(api, PDFS_PER_MINUTE, 'Too many PDFs are asked for from your address.', (limited) =>
    registerPdf(limited, context),
  )
}

function registerReading(api: Api, { database: { queries } }: Context): void {
  api.get(
    '/summaries',
    {
      config: { scope: 'summaries:read' },
      schema: {
        operationId: 'listSummaries',
        tags,
        summary: 'Lists summaries',
        description: 'The newest first.',
        querystring: SummaryListQuery,
        response: { 200: Page(SummaryView) },
      },
    },
    async ({ caller, query: { limit = PAGE_LIMIT_DEFAULT, cursor, meeting } }) => {
      const before = decodeCursor(cursor, SummaryPosition)
      const rows = await listSummaries(queries, caller, { meeting }, limit + 1, before)
      return pageOf(
        rows,
        limit,
        ({ summary }) => summary.id,
        ({ summary }) => summary,
      )
    },
  )

  api.get(
    '/summaries/:id',
    {
      config: { scope: 'summaries:read', versioned: true },
      schema: {
        operationId: 'getSummary',
        tags,
        summary: 'Reads a summary',
        params: IdParams,
        response: { 200: SummaryView },
      },
    },
    async ({ caller, params }, reply) => answer(reply, await findSummary(queries, caller, params.id)),
  )
}

function registerAttendance(api: Api, { database: { queries } }: Context): void {
  api.get(
    '/summaries/:id/attendance.csv',
    {
      config: { scope: 'summaries:read' },
      schema: {
        operationId: 'getSummaryAttendance',
        tags,
        summary: 'Who was there when, as CSV',
        description:
          'A row for each stay, and one for who was invited and did not come: `name`, `email`, `status` (`present`, ' +
          '`absent`), `joined`, `left` (UTC), `seconds`. UTF-8 with a byte order mark, for Excel; what a spreadsheet ' +
          'would take for a formula begins with an apostrophe.',
        params: IdParams,
        response: { 200: Type.String({ contentMediaType: 'text/csv', description: 'CSV (RFC 4180)' }) },
      },
    },
    async ({ caller, params }, reply) => {
      const { summary } = await findSummary(queries, caller, params.id)
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="attendance-${summary.startTime.slice(0, 10)}.csv"`,
        )
        .header('cache-control', 'private, no-store')
        .send(attendanceCsv(summary.participants, summary.absent))
    },
  )
}

function registerMinutes(api: Api, { database }: Context): void {
  api.patch(
    '/summaries/:id',
    {
      config: { scope: 'summaries:write', versioned: true },
      bodyLimit: bodyLimit(SummaryPatchBody) + REST_OF_SUMMARY_BYTES,
      preValidation: acceptWhole(
        SummaryPatchBody,
        async (caller, { id }) => (await findSummary(database.queries, caller, id)).summary,
        ['isRecordingPrepared'],
      ),
      schema: {
        operationId: 'updateSummary',
        tags,
        summary: 'Writes the minutes',
        description:
          'The whole summary as it was read is taken, too. No web hook is called. 409 where the meeting was off the record.',
        params: IdParams,
        body: SummaryPatchBody,
        response: { 200: SummaryView },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request
      const version = expectedVersions(request)
      return answer(
        reply,
        await database.transaction((tx) => writeMinutes(tx, caller, params.id, body.minutes, version)),
      )
    },
  )
}

function registerPdf(api: Api, context: Context): void {
  const drawer = createPdfDrawer()
  api.addHook('onClose', () => drawer.stop())
  api.get(
    '/summaries/:id/pdf',
    {
      config: {
        scope: 'summaries:read',
        admit: async ({ query }) => Object.hasOwn(Object(query), 'token'),
      },
      schema: {
        operationId: 'getSummaryPdf',
        tags,
        summary: 'The summary as a PDF',
        description: 'For anyone who has its address, `pdf` of the summary, or may read summaries.',
        params: IdParams,
        querystring: PdfQuery,
        response: { 200: Type.Unsafe<Buffer>(Type.String({ description: 'application/pdf' })) },
      },
    },
    async (request, reply) => {
      const { token } = request.query
      const reader = token === undefined ? { caller: request.caller } : { token }
      const { fileName, pdf } = await readSummaryPdf(context, drawer, request.params.id, reader)
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${fileName}"`)
        .header('cache-control', 'private, no-store')
        .send(pdf)
    },
  )
}

function answer(reply: FastifyReply, { summary, version }: ShownSummary) {
  return reply.header('etag', etag(version)).send(summary)
}
