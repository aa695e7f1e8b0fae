/** Recordings in the API: the doors through which parts come in, and what becomes of them. */
import { Type } from 'typebox'
import { closed, ObjectId, OptionalTime, Time } from './fields.ts'
import { pageQuery } from './page.ts'

const PART_INDEX_MAX = 9_999
const MIME_TYPE_MAX_LENGTH = 200
const REFERENCE_MAX_LENGTH = 30
const TOKEN_MAX_LENGTH = 200
const CHUNKS_MAX = 100_000

const State = Type.Enum(['collecting', 'waiting', 'merging', 'merged', 'failed', 'unusable'], {
  description:
    'collecting: the meeting is open; waiting: for the merge; merging; merged; failed: given up, ' +
    '`POST …/merge` tries it again; unusable: there is nothing to merge',
})

const Picture = Type.Enum(['camera', 'screen'], {
  description:
    'What its picture shows: a shared screen is large in the merged file. A camera unless said, and where it has none',
})

export const PartBody = Type.Object(
  {
    participantId: ObjectId('Who recorded it: `participantId` of joining'),
    index: Type.Integer({
      minimum: 0,
      maximum: PART_INDEX_MAX,
      description:
        'Counts the participant’s parts from 0; a recorder that is started again begins the next one',
    }),
    startedAt: Time('When its first frame was taken, by the client’s clock'),
    mimeType: Type.String({
      maxLength: MIME_TYPE_MAX_LENGTH,
      pattern: '^(video|audio)/webm(;[ -~]*)?$',
      description: 'video/webm or audio/webm, with codecs where they are known',
    }),
    picture: Type.Optional(Picture),
  },
  closed,
)

export const OpenedPartView = Type.Object(
  {
    id: ObjectId('Names the part in the addresses of its chunks'),
    fileName: Type.String({ description: 'As `recordingUrls` of the web hook has it' }),
  },
  { ...closed, title: 'OpenedRecordingPart', description: 'A part that is being uploaded' },
)

export const PartParams = Type.Object({ id: Type.String({ description: 'The part' }) })

export const ChunkParams = Type.Object({
  id: Type.String({ description: 'The part' }),
  n: Type.Integer({ minimum: 0, maximum: CHUNKS_MAX - 1, description: 'The number of the chunk, from 0' }),
})

export const CompletionBody = Type.Object(
  {
    chunks: Type.Integer({
      minimum: 0,
      maximum: CHUNKS_MAX,
      description: 'How many chunks the part has, from 0 to the last without a gap',
    }),
  },
  closed,
)

const view = {
  id: ObjectId('Names the recording'),
  meetingId: ObjectId('The meeting'),
  meetingToken: Type.String({ format: 'uuid', description: 'The held session' }),
  accountId: ObjectId('The account'),
  topic: Type.String({ description: 'Of the meeting' }),
  startTime: Time('When the meeting began, by plan'),
  state: State,
  reason: Type.Union([Type.String(), Type.Null()], {
    description: 'Why it waits, failed or is unusable, in words',
  }),
  progress: Type.Number({ minimum: 0, maximum: 1, description: 'Share of the merge that is done' }),
  secondsLeft: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
    description: 'How long the merge will still take; null while that cannot be said',
  }),
  mergeDueAt: OptionalTime(
    'When the merge begins, or is tried again; null while collecting and when finished',
  ),
  sizeBytes: Type.Union([Type.Integer(), Type.Null()], { description: 'Of the merged file' }),
  durationMs: Type.Union([Type.Integer(), Type.Null()], { description: 'Of the merged file' }),
  mergedRecordingUrl: Type.Union([Type.String(), Type.Null()], {
    description: 'As in the web hook; works without credentials until the recording is deleted',
  }),
  createdAt: Time('When its first part was opened, or the meeting closed'),
  mergedAt: OptionalTime('When the merge was done'),
}

export const RecordingView = Type.Object(view, {
  ...closed,
  title: 'Recording',
  description: 'The recording of one held meeting: parts come in, one merged file comes out',
})

const PartView = Type.Object(
  {
    id: ObjectId('The part'),
    participantId: ObjectId('Who recorded it'),
    participantName: Type.String({ description: 'By which name they joined' }),
    index: Type.Integer({ description: 'Counts the participant’s parts from 0' }),
    startedAt: Time('When it began'),
    mimeType: Type.String({ description: 'As the recorder said' }),
    picture: Picture,
    fileName: Type.String({ description: 'As `recordingUrls` of the web hook has it' }),
    receivedBytes: Type.Integer({ description: 'How much of it has come in' }),
    isComplete: Type.Boolean({ description: 'False: what has come in of it is merged all the same' }),
  },
  { ...closed, title: 'RecordingPart', description: 'What one participant recorded without a break' },
)

const VoiceView = Type.Object(
  {
    participantId: ObjectId('Who speaks'),
    name: Type.String({ description: 'By which name they joined' }),
    times: Type.Array(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 2, maxItems: 2 }), {
      description: 'From when to when they speak, in milliseconds of the merged file, in order',
    }),
  },
  { ...closed, title: 'RecordingVoice', description: 'When somebody speaks in the merged file' },
)

const PartRemarkView = Type.Object(
  {
    fileName: Type.String({ description: 'Of the part' }),
    reason: Type.String({ description: 'In words' }),
    isUsed: Type.Boolean({
      description: 'False: it is not in the recording; true: something of it is missing',
    }),
  },
  { ...closed, title: 'RecordingPartRemark', description: 'What is to be said about a part of a recording' },
)

const GapView = Type.Object(
  {
    from: Time('From when on'),
    to: Time('Until when; of one that lasts, now'),
    reason: Type.Enum(['paused', 'stopped', 'recorder-lost', 'server-lost', 'disk-full', 'too-large'], {
      description:
        'paused, stopped: by a host; recorder-lost, server-lost: it ended without warning; disk-full, too-large: there was no room',
    }),
  },
  { ...closed, title: 'RecordingGap', description: 'When nothing was recorded of a recorded meeting' },
)

const ChapterView = Type.Object(
  {
    startMs: Type.Integer({ minimum: 0, description: 'From the beginning of the merged file' }),
    kind: Type.Enum(['joined', 'screen', 'paused', 'lost', 'resumed'], {
      description:
        'joined: they came for the first time; screen: it began to be shared; paused or lost, resumed: nobody was recorded in between, because a host wanted it so, or because something failed',
    }),
    names: Type.Array(Type.String(), { description: 'Those who joined, or whose screen it is' }),
  },
  { ...closed, title: 'RecordingChapter', description: 'Where something begins in the merged file' },
)

export const RecordingDetailView = Type.Object(
  {
    ...view,
    parts: Type.Array(PartView, { description: 'In the order in which they began' }),
    gaps: Type.Array(GapView, { description: 'When nothing was recorded, in order of time' }),
    chapters: Type.Array(ChapterView, { description: 'Of the merged file, in order of time' }),
    voices: Type.Array(VoiceView, {
      description: 'Who speaks when; breaks of less than a second are none. Empty until it is merged',
    }),
    report: Type.Array(PartRemarkView, {
      description: 'Parts that were left out, or not used as a whole, and why',
    }),
  },
  { ...closed, title: 'RecordingDetail', description: 'A recording with its parts' },
)

const StripView = Type.Object(
  {
    intervalMs: Type.Integer({ description: 'From one picture to the next, in the film' }),
    count: Type.Integer({ description: 'How many there are' }),
    columns: Type.Integer({ description: 'How many there are in a row' }),
    width: Type.Integer({ description: 'Of each, in pixels' }),
    height: Type.Integer({ description: 'Of each, in pixels' }),
  },
  { ...closed, title: 'RecordingStrip', description: 'How the strip of small pictures is made up' },
)

const FilmPartView = Type.Object(
  {
    id: ObjectId('Names the part in `/parts/{part}`'),
    participantName: Type.String({ description: 'Who it is of' }),
    picture: Picture,
    startMs: Type.Union([Type.Integer(), Type.Null()], {
      description: 'When it begins in the film; null where that is not known',
    }),
    sizeBytes: Type.Integer({ description: 'Of its file' }),
  },
  { ...closed, title: 'RecordingFilmPart', description: 'A part that can be downloaded' },
)

export const FilmView = Type.Object(
  {
    id: ObjectId('Names the recording'),
    topic: Type.String({ description: 'Of the meeting' }),
    startTime: Time('When the meeting began, by plan'),
    beganAt: OptionalTime('When the film begins; null: it was merged before this was written down'),
    durationMs: Type.Integer({ minimum: 0, description: 'Of the film' }),
    mimeType: Type.Enum(['video/webm', 'audio/webm'], { description: 'audio/webm: nobody had a picture' }),
    sizeBytes: Type.Integer({ minimum: 0, description: 'Of the film' }),
    chapters: Type.Array(ChapterView, { description: 'In order of time' }),
    voices: Type.Array(VoiceView, { description: 'Who speaks when' }),
    hasThumbnail: Type.Boolean({ description: 'Whether there is a `/thumbnail`' }),
    strip: Type.Union([StripView, Type.Null()], { description: 'Of `/strip`; null: there is none' }),
    questionCount: Type.Integer({ minimum: 0, description: 'How many `/questions.vtt` has' }),
    parts: Type.Array(FilmPartView, { description: 'In the order in which they began' }),
  },
  { ...closed, title: 'RecordingFilm', description: 'What a player shows of a merged recording' },
)

export const FilmPartParams = Type.Object({
  id: Type.String({ description: 'The recording' }),
  part: Type.String({ description: 'The part' }),
})

export const RecordingListQuery = Type.Object(
  {
    ...pageQuery,
    meeting: Type.Optional(
      Type.String({
        maxLength: REFERENCE_MAX_LENGTH,
        description: 'Id or number of a meeting: only its own',
      }),
    ),
    state: Type.Optional(State),
  },
  closed,
)

/** The last recording of the page before. */
export const RecordingPosition = ObjectId('A recording')

export const RecordingFileQuery = Type.Object(
  {
    token: Type.Optional(
      Type.String({
        maxLength: TOKEN_MAX_LENGTH,
        description: 'The capability in `mergedRecordingUrl`; or send credentials',
      }),
    ),
  },
  closed,
)
