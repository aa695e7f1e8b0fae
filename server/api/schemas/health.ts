/** How the instance is doing, for anyone who runs it. */
import { Type, type Static } from 'typebox'
import { closed, OptionalTime, Time } from './fields.ts'

const Text = (description: string) => Type.String({ description })
const OptionalText = (description: string) => Type.Union([Type.String(), Type.Null()], { description })
const Count = (description: string) => Type.Integer({ minimum: 0, description })

export const Trouble = Type.Object(
  {
    code: Type.Enum(
      [
        'disk-full',
        'disk-low',
        'web-hooks-stopped',
        'queue-old',
        'clock-skew',
        'mail-failing',
        'mail-not-configured',
        'mails-old',
        'mails-failed',
        'ffmpeg-missing',
        'media-missing',
        'recorder-missing',
        'media-address-shared',
        'turn-failing',
        'turn-missing',
        'ice-servers-old',
        'public-url-insecure',
        'web-hooks-failing',
        'time-zone-data-old',
      ],
      { description: 'What it is; stable' },
    ),
    severity: Type.Enum(['bad', 'attention'], {
      description: 'bad: something does not work; attention: something will not, or does less than it could',
    }),
    detail: Text('What it is, and what to do'),
    subject: Text('What the words are about: a number, a name'),
  },
  { ...closed, title: 'Trouble', description: 'Something that is wrong with the instance' },
)
export type Trouble = Static<typeof Trouble>

export const Health = Type.Object(
  {
    state: Type.Enum(['good', 'attention', 'bad'], { description: 'The worst of the troubles' }),
    troubles: Type.Array(Trouble, { description: 'What is wrong, worst first' }),
    checkedAt: Time('When this was found out'),
    server: Type.Object(
      {
        version: Text('Of this product'),
        node: Text('Of Node.js'),
        startedAt: Time('When this process started'),
        publicUrl: Text('How people reach it'),
        timeZoneData: Text('Version of the time zone rules, such as 2026c'),
      },
      { ...closed, description: 'The process that answers' },
    ),
    database: Type.Object(
      {
        version: Text('Of PostgreSQL'),
        sizeBytes: Count('On its disk'),
        clockAheadMs: Type.Integer({ description: 'Its clock, as compared with the server’s' }),
      },
      { ...closed, description: 'The database' },
    ),
    disk: Type.Object(
      { freeBytes: Count('Free'), totalBytes: Count('In all') },
      { ...closed, description: 'The disk of the data folder' },
    ),
    queue: Type.Object(
      {
        waiting: Count('Calls that are owed and will go out by themselves'),
        kept: Count('Calls that wait for a person: Catch up, or a web hook that is switched off'),
        backlogIsMore: Type.Boolean({
          description:
            'More than 10,000 calls are owed; counted are the oldest, so that there are at least so many',
        }),
        oldestPendingAt: OptionalTime('Since when the oldest call is owed that will go out by itself'),
        stoppedWebHooks: Count('Web hooks that are switched on and make no calls'),
        failingWebHooks: Count('Web hooks whose latest call failed'),
        feedLag: Count('Events that the feed cannot show yet, because a transaction before them is running'),
      },
      { ...closed, description: 'Web hook calls' },
    ),
    mail: Type.Object(
      {
        state: Type.Enum(['working', 'failing', 'not-configured'], { description: 'Whether mail goes out' }),
        server: OptionalText('Host and port; null where there is none'),
        fault: OptionalText('What to look at; see a test mail'),
        answer: OptionalText('What the mail server said'),
        waiting: Count('Mails that are owed'),
        oldestAt: OptionalTime('Since when the oldest mail is owed'),
        failed: Count('Invitations that were given up, of meetings that are still to be held'),
      },
      { ...closed, description: 'Outgoing mail' },
    ),
    recordings: Type.Object(
      {
        waiting: Count('Recordings that wait to be merged'),
        ffmpeg: OptionalText('Version of ffmpeg; null where it is missing'),
      },
      { ...closed, description: 'Merging recordings' },
    ),
    media: Type.Object(
      {
        kind: Type.Enum(['embedded', 'livekit'], {
          description: 'embedded: this server’s own engine; livekit: a LiveKit server',
        }),
        url: Type.String({ description: 'Where browsers connect' }),
        fault: OptionalText('Why there is no picture and no sound; null: it works'),
        restarts: Type.Union([Count('How often the engine was started again'), Type.Null()]),
        turn: Type.Array(
          Type.Object(
            {
              url: Text('As browsers are told it'),
              fault: OptionalText('Why it gives no address; null: it does, or was not tried'),
              isTried: Type.Boolean({ description: 'False: TURN over DTLS, which is not tried from here' }),
            },
            closed,
          ),
          { description: 'The TURN servers, tried from this server; with LiveKit that server has them' },
        ),
        engine: Type.Union(
          [
            Type.Object(
              {
                rooms: Count('Rooms with somebody in them'),
                people: Count('People in these rooms'),
                packetsPerSecond: Count('Packets in and out'),
                bitsPerSecond: Count('In and out'),
                processor: Type.Number({ minimum: 0, description: 'Share of one core; 0.4 is 40 %' }),
                lagMs: Type.Number({
                  minimum: 0,
                  description: 'How late it was at worst, in the last second',
                }),
                overloadLevel: Count(
                  '0: everybody gets all; more: pictures are left out so that sound is whole',
                ),
              },
              closed,
            ),
            Type.Null(),
          ],
          { description: 'The embedded engine, now; null where it is not ours or does not answer' },
        ),
      },
      { ...closed, description: 'Picture and sound' },
    ),
  },
  { ...closed, title: 'Health', description: 'How the instance is doing' },
)
export type Health = Static<typeof Health>
