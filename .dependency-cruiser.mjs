/**
 * Who may import whom. The layers of the project, lowest first: a file imports from its own layer and from layers
 * that stand before it in this list, types included, and nothing imports in a circle. ARCHITECTURE.md draws the list.
 */
export const LAYERS = {
  shared: '^shared/',
  receiver: '^receiver/',
  platform: '^server/platform/(?!context)[^/]+\\.ts$',
  'platform/postgres': '^server/platform/postgres/',
  'platform/config': '^server/platform/config/',
  'platform/database': '^server/platform/database/',
  'platform/settings': '^server/platform/settings/',
  'platform/context': '^server/platform/context\\.ts$',
  'platform/files': '^server/platform/files/',
  'platform/mail': '^server/platform/mail/',
  calendar: '^server/calendar/',
  accounts: '^server/accounts/',
  branding: '^server/branding/',
  settings: '^server/settings/',
  'webhooks/record-event': '^server/webhooks/record-event\\.ts$',
  'webhooks/http': '^server/webhooks/http/',
  'webhooks/hooks': '^server/webhooks/hooks/',
  'webhooks/deliveries': '^server/webhooks/deliveries/',
  'webhooks/feed': '^server/webhooks/feed/',
  'webhooks/recovery': '^server/webhooks/recovery/',
  'webhooks/watch': '^server/webhooks/watch/',
  'webhooks/engine': '^server/webhooks/engine\\.ts$',
  invitations: '^server/invitations/',
  media: '^server/media/',
  meetings: '^server/meetings/',
  rooms: '^server/rooms/',
  recordings: '^server/recordings/',
  summaries: '^server/summaries/',
  warnings: '^server/warnings/',
  health: '^server/health/',
  services: '^server/services\\.ts$',
  api: '^server/api/',
  main: '^server/(main|start-server)\\.ts$',
}

const TESTS = '(\\.test\\.ts$|^receiver/src/testing/)'
const names = Object.keys(LAYERS)
const anyOf = (layers) => layers.map((name) => LAYERS[name])

const onlyDownwards = names.slice(0, -1).map((name, index) => ({
  name: `${name} imports only from below`,
  severity: 'error',
  from: { path: LAYERS[name], pathNot: TESTS },
  to: { path: anyOf(names.slice(index + 1)) },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
/** What stands in `web/pages/room`, lowest first; the files beside the folders, the room put together, come before the door. */
const ROOM = [
  'styles',
  'secret',
  'connection',
  'devices',
  'host',
  'people',
  'stage',
  'talk',
  '[^/]+$',
  'door',
]
const inRoom = (names) => names.map((name) => `^web/pages/room/${name}${name.endsWith('$') ? '' : '/'}`)

export default {
  forbidden: [
    ...onlyDownwards,
    {
      name: 'the command line knows the receiver package and the public API, nothing else',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^(server|shared|web|media|test)/' },
    },
    {
      name: 'no circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'every file of the server belongs to a layer',
      severity: 'error',
      from: { path: '^server/', pathNot: Object.values(LAYERS) },
      to: {},
    },
    {
      name: 'the media engine knows nothing of the rest',
      severity: 'error',
      from: { path: '^media/' },
      to: { path: '^(server|web|receiver|cli)/' },
    },
    {
      name: 'of media engine and recorder the server knows how to start them, and how files are joined',
      severity: 'error',
      from: { path: '^server/' },
      to: {
        path: '^media/',
        pathNot: '^media/((start-)?media-engine|recorder/((start-)?recorder|join-files))\\.ts$',
      },
    },
    {
      name: 'transport imports neither engine nor recorder',
      severity: 'error',
      from: { path: '^media/transport/' },
      to: { path: '^media/(engine|recorder)/' },
    },
    {
      name: 'engine and recorder know nothing of each other',
      severity: 'error',
      from: { path: '^media/engine/' },
      to: { path: '^media/recorder/' },
    },
    {
      name: 'the recorder is a client of any LiveKit server, not a part of the engine',
      severity: 'error',
      from: { path: '^media/recorder/' },
      to: { path: '^media/engine/' },
    },
    {
      name: 'web hooks know nothing of what they report',
      severity: 'error',
      from: { path: '^server/webhooks/', pathNot: TESTS },
      to: { path: anyOf(['invitations', 'meetings', 'rooms', 'recordings', 'summaries']) },
    },
    {
      name: 'of web hooks, meetings know only how to record an event',
      severity: 'error',
      from: { path: anyOf(['meetings', 'rooms', 'recordings', 'summaries']), pathNot: TESTS },
      to: { path: '^server/webhooks/', pathNot: LAYERS['webhooks/record-event'] },
    },
    {
      name: 'no SQL in the HTTP layer',
      severity: 'error',
      from: { path: LAYERS.api, pathNot: TESTS },
      to: { path: '^node_modules/(pg|kysely)/' },
    },
    {
      name: 'pure modules reach neither database nor network',
      severity: 'error',
      from: {
        path: [
          LAYERS.calendar,
          '^server/meetings/meeting\\.ts$',
          '^server/summaries/build-summary\\.ts$',
          '^server/webhooks/.*/(retry-policy|retry-after|web-hook-flow|guard-address|judge-call)\\.ts$',
        ],
        pathNot: TESTS,
      },
      to: {
        path: '^(node_modules/(pg|kysely|undici|ws)/|(node:)?(net|http|https|fs|dns)(/|$)|server/platform/database/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pages know of the server only the schemas of its API, as types',
      severity: 'error',
      from: { path: '^web/', pathNot: TESTS },
      to: { path: '^server/', pathNot: '^server/api/schemas/' },
    },
    {
      name: 'pages run no code of the server',
      severity: 'error',
      from: { path: '^web/', pathNot: TESTS },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    ...ROOM.slice(0, -1).map((name, index) => ({
      name: `in the room, ${name} imports nothing above it`,
      severity: 'error',
      from: { path: inRoom([name]), pathNot: TESTS },
      to: { path: inRoom(ROOM.slice(index + 1)), dependencyTypesNot: ['dynamic-import'] },
    })),
    {
      name: 'imports can be found',
      severity: 'error',
      from: {},
      // Vite makes a worker of what ends so.
      to: { couldNotResolve: true, pathNot: ['^@simplex-meeting/', '[?]worker$'] },
    },
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.vite)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
