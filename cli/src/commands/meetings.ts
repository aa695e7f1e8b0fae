/** `meetings`: schedules, lists and closes meetings. */
import { type Command, Option } from 'commander'
import { answerOf, connect, type Json, list, operationsOf, type ServerOption } from '../api.ts'
import { examples, wholeNumber, withServer } from '../options.ts'
import { print } from '../output.ts'

const DEFAULT_LIMIT = 50
const MOST = 100_000
const DURATION_LIMIT_MINUTES = 1_440

interface Shown extends ServerOption {
  json?: boolean
}

interface ScheduleOptions extends Shown {
  start?: string
  duration?: number
  timezone?: string
  type?: 'standard' | 'boardroom' | 'classroom' | 'offTheRecord'
  agenda?: string
}

export function addMeetings(program: Command): void {
  const meetings = program.command('meetings').description('schedule, list and close meetings')
  const schedule = withServer(meetings.command('schedule'))
    .description('schedule a meeting')
    .argument('<topic>')
    .option('--start <time>', 'with its offset, such as 2026-12-01T09:00:00+01:00; default: now')
    .option('--duration <minutes>', 'default: the account’s', wholeNumber(DURATION_LIMIT_MINUTES))
    .option('--timezone <name>', 'such as Europe/Zurich')
    .option('--agenda <text>')
    .addOption(new Option('--type <type>').choices(['standard', 'boardroom', 'classroom', 'offTheRecord']))
    .action(scheduleMeeting)
  examples(schedule, ['meetings schedule "Weekly" --start 2026-12-01T09:00:00+01:00 --duration 45'])

  const listed = withServer(meetings.command('list'))
    .description('list meetings')
    .addOption(new Option('--state <state>').choices(['upcoming', 'open', 'closed']))
    .option('--search <text>', 'in their topics')
    .option('--limit <n>', 'how many', wholeNumber(MOST), DEFAULT_LIMIT)
    .action(listMeetings)
  examples(listed, ['meetings list --state upcoming --json | jq -r .joinUrl'])

  const close = withServer(meetings.command('close'))
    .description('close a meeting that is open')
    .argument('<meeting>', 'its id or its sixteen digits')
    .action(closeMeeting)
  examples(close, ['meetings close 9974-7653-8886-0485'])
}

async function scheduleMeeting(topic: string, options: ScheduleOptions): Promise<void> {
  const { start, duration, timezone, type, agenda } = options
  const body = { topic, startTime: start, duration, timezone, type, agenda }
  const meeting = await answerOf(operationsOf(connect(options)).POST('/api/v1/meetings', { body }))
  await print(options, meeting, () => `${describe(meeting)}\n${meeting.joinUrl}`)
}

async function listMeetings(
  options: Shown & { state?: 'upcoming' | 'open' | 'closed'; search?: string; limit: number },
): Promise<void> {
  const api = operationsOf(connect(options))
  const query = { state: options.state, q: options.search }
  const meetings = list(
    (page) => api.GET('/api/v1/meetings', { params: { query: { ...query, ...page } } }),
    options.limit,
  )
  for await (const meeting of meetings) {
    await print(options, meeting, () => describe(meeting))
  }
}

async function closeMeeting(id: string, options: Shown): Promise<void> {
  const params = { path: { id } }
  const meeting = await answerOf(
    operationsOf(connect(options)).POST('/api/v1/meetings/{id}/close', { params }),
  )
  await print(options, meeting, () => describe(meeting))
}

function describe({ id, meetingId, startTime, duration, isClosed, isOpen, topic }: Json): string {
  const state = isClosed ? 'closed' : isOpen ? 'open' : 'upcoming'
  return `${startTime}  ${duration} min  ${meetingId}  ${id}  ${state}  ${topic}`
}
