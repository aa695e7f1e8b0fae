/**
 * The composition root: the only place that knows all parts. Puts them together in the order in which they need each
 * other, and takes them apart in the reverse order. What a start finds half done (a killed server's leases, meetings
 * whose time came meanwhile) is taken up by the reconcilers, not here.
 *
 * Stopping: no new requests and no new work; requests in flight, calls in flight and rooms get a bounded time to end
 * together; then the database goes. Whatever did not end is left in the database in a state that the next start, or
 * another process, goes on from.
 */
import { readFileSync } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Registry } from 'prom-client'
import { createOpenIdProvider, type OpenIdProvider } from './accounts/openid-provider.ts'
import { seedInstance } from './accounts/seed-instance.ts'
import type { OneTimeLink } from './accounts/one-time-link.ts'
import { closeHttpServer } from './api/close-http-server.ts'
import type { Api } from './api/api.ts'
import { createHttpServer, type HttpServerOptions } from './api/http-server.ts'
import { createMetrics } from './api/metrics.ts'
import { refuseOtherMethods } from './api/refuse-methods.ts'
import { registerRoutes } from './api/register-routes.ts'
import { registerHealthRoutes } from './api/routes/health.ts'
import { OPENID_CALLBACK_PATH } from './api/routes/openid.ts'
import { registerProblemRoutes } from './api/routes/problems.ts'
import { registerSchemaRoutes } from './api/routes/schemas.ts'
import { attachRoomSocket } from './api/routes/room-socket.ts'
import { serveDocs } from './api/serve-docs.ts'
import { serveWeb } from './api/serve-web.ts'
import { systemClock, type Clock } from './platform/clock.ts'
import type { Config } from './platform/config/environment.ts'
import type { OpenIdConfig } from './platform/config/openid.ts'
import { checkSecretKey, loadSecretKey } from './platform/settings/secret-key.ts'
import { createVault, hashToken } from './platform/settings/secrets.ts'
import { openSettings } from './platform/settings/settings-store.ts'
import type { Context } from './platform/context.ts'
import { connectDatabase } from './platform/database/connect.ts'
import { openDatabase } from './platform/database/database.ts'
import { migrate } from './platform/database/migrate.ts'
import { createMailer, MailHostRefused } from './platform/mail/send-mail.ts'
import { createLogger, type Logger } from './platform/logger.ts'
import { once } from './platform/once.ts'
import { USER_AGENT } from './platform/product.ts'
import { liveKitOfSettings } from './media/livekit-access.ts'
import { createServices, type Services } from './services.ts'
import { type AllowList, parseAllowList } from './webhooks/http/allow-list.ts'
import type { TargetPolicy } from './webhooks/http/parse-target.ts'
import { systemLookup } from './webhooks/http/resolve-name.ts'
import { SendFault } from './webhooks/http/send-fault.ts'
import { reachableAddresses } from './webhooks/http/vet-addresses.ts'

export interface StartOptions {
  clock?: Clock
  logger?: Logger
  /** A look at the HTTP server before it listens: what tests add. */
  onHttpServer?: (app: Api) => void
  /** False: no embedded media engine. For tests of everything else. */
  media?: boolean
  /** The embedded database is lost for good; the server can do nothing more. */
  onLost?: (error: Error) => void
}

export interface RunningServer {
  /** Where it listens, as reached from this machine. */
  readonly url: string
  readonly port: number
  readonly context: Context
  readonly services: Services
  readonly metrics: Registry
  /** While the first administrator has no password: where they set it. */
  readonly setUpLink: OneTimeLink | null
  runDueWork(): Promise<void>
  stop(): Promise<void>
}

const DATA_FOLDER_MODE = 0o711

export async function startServer(given: Config, options: StartOptions = {}): Promise<RunningServer> {
  const config = await withPort(given)
  const logger = options.logger ?? createLogger(config.logLevel, process.stdout.isTTY)
  const undo: (() => Promise<void>)[] = []
  const stop = once(async () => {
    for (const step of undo.toReversed()) {
      await step().catch((error: unknown) => logger.error({ err: error }, 'Stopping did not go as it should'))
    }
  })
  const checked = checkConfig(config)
  try {
    const { context, secretKey } = await openContext(config, options, checked.policy.allowList, logger, undo)
    const setUpLink = await seedInstance(context, config)
    await context.settings.reload()
    warnOfOldSettings(context)
    const metrics = createMetrics()
    const services = createServices(context, {
      media: {
        mediaPort: config.media.port,
        announcedAddresses: config.media.publicAddresses,
        mediaUrl: config.media.url,
        liveKit: config.media.liveKit ?? liveKitOfSettings(context),
        isEnabled: options.media ?? true,
      },
      metrics,
      policy: checked.policy,
      proxyUrl: config.webhookProxyUrl,
      secretKey,
      userAgent: USER_AGENT,
    })
    let app: Api | undefined
    // Calls and rooms end while the last requests do.
    undo.push(async () => void (await Promise.all([app && closeHttpServer(app), services.stop()])))
    app = await openHttp(context, services, {
      trustProxy: config.trustProxy,
      tls: checked.tls,
      openId: config.openId && openIdProvider(config.openId, context),
      adminKeyHash: config.adminApiKey ? hashToken(config.adminApiKey) : null,
      metrics,
      media: services.media,
      onHttpServer: options.onHttpServer,
    })
    await services.start()
    await app.listen({ host: config.host, port: config.port })
    return {
      url: `${config.tlsCertPath ? 'https' : 'http'}://${localAddress(config.host)}:${config.port}`,
      port: config.port,
      context,
      services,
      metrics,
      setUpLink,
      runDueWork: () => services.runDueWork(),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function warnOfOldSettings({ settings, logger }: Context): void {
  if (settings.current().iceServers.length > 0)
    logger.warn(
      'The setting iceServers goes with the next version: set TURN_URLS and TURN_SECRET, and empty it',
    )
}

/** What can be found wrong before anything is begun. */
function checkConfig(config: Config) {
  const { webhookAllowPrivate, webhookAllowHttp, tlsCertPath, tlsKeyPath, smtpUrl } = config
  const policy: TargetPolicy = {
    allowList: parseAllowList(webhookAllowPrivate),
    allowHttp: webhookAllowHttp,
  }
  const tls =
    tlsCertPath && tlsKeyPath ? { cert: readFileSync(tlsCertPath), key: readFileSync(tlsKeyPath) } : null
  createMailer({ smtpUrl, from: 'somebody@localhost' })
  return { policy, tls }
}

async function openContext(
  config: Config,
  { clock = systemClock, onLost }: StartOptions,
  allowList: AllowList,
  logger: Logger,
  undo: (() => Promise<void>)[],
): Promise<{ context: Context; secretKey: string }> {
  await mkdir(config.dataDir, { recursive: true, mode: DATA_FOLDER_MODE })
  const dataDir = await realpath(config.dataDir)
  const server = await connectDatabase({ ...config, dataDir }, logger)
  undo.push(() => server.stop())
  if (onLost) server.onLost(onLost)
  const database = openDatabase(server.connectionString, logger)
  undo.push(() => database.close())
  await migrate(database.pool, logger)
  const secretKey = config.secretKey ?? (await loadSecretKey(dataDir))
  const vault = createVault(secretKey)
  await checkSecretKey(database.queries, vault)
  const settings = await openSettings(database.queries, config.lockedSettings)
  await database.announcements.start()
  const { publicUrl, smtpUrl, media, mergePriority, recordingFloorBytes } = config
  const { turn } = media
  const context = {
    database,
    settings,
    vault,
    clock,
    logger,
    publicUrl,
    dataDir,
    smtpUrl,
    vetMailHost: (hostname: string) => vetMailHost(hostname, allowList),
    turn,
    mergePriority,
    recordingFloorBytes,
  }
  return { context, secretKey }
}

/** The address guard of the web hooks, for the mail server that System Configuration names. */
async function vetMailHost(hostname: string, allowList: AllowList): Promise<string> {
  const addresses = await systemLookup(hostname)
  try {
    return reachableAddresses(hostname, addresses, allowList)[0]!.address
  } catch (error) {
    throw error instanceof SendFault ? new MailHostRefused(error.message) : error
  }
}

async function openHttp(
  context: Context,
  services: Services,
  {
    onHttpServer,
    openId,
    ...options
  }: HttpServerOptions &
    Pick<StartOptions, 'onHttpServer'> & { metrics: Registry; openId: OpenIdProvider | null },
): Promise<Api> {
  const app = await createHttpServer(context, options)
  onHttpServer?.(app)
  registerHealthRoutes(app, context, options.metrics)
  registerProblemRoutes(app)
  registerSchemaRoutes(app, context)
  await registerRoutes(app, context, services, openId)
  attachRoomSocket(app, services.rooms, services.media)
  serveDocs(app, context)
  await serveWeb(app, context, {
    signInBy: openId?.name ?? null,
    mediaUrls: services.mediaNode.addresses,
  })
  refuseOtherMethods(app)
  return app
}

function openIdProvider(config: OpenIdConfig, { publicUrl, logger }: Context): OpenIdProvider {
  return createOpenIdProvider(config, `${publicUrl}${OPENID_CALLBACK_PATH}`, logger)
}

/** PORT=0 takes any free port; people are told its number, so it has to be known before anything is made. */
async function withPort(config: Config): Promise<Config> {
  if (config.port !== 0) return config
  const port = await freePort(config.host)
  return { ...config, port, publicUrl: config.publicUrl.replace(/:0$/, `:${port}`) }
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function localAddress(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
