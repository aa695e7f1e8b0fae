/** All routes of `/api/v1`, area by area. Reads nothing from the context: see `api/http-server.ts`. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { OpenIdProvider } from '../accounts/openid-provider.ts'
import type { Context } from '../platform/context.ts'
import { API_PREFIX } from './collect-routes.ts'
import type { Services } from '../services.ts'
import type { Api } from './api.ts'
import { registerAccountRoutes } from './routes/accounts.ts'
import { registerBrandingRoutes } from './routes/branding.ts'
import { createEventStreams } from './event-streams.ts'
import { registerApiKeyRoutes } from './routes/api-keys.ts'
import { registerAuditEventRoutes } from './routes/audit-events.ts'
import { registerConnectionTestRoute } from './routes/connection-tests.ts'
import { registerDeliveryRoutes } from './routes/deliveries.ts'
import { registerEventRoutes } from './routes/events.ts'
import { registerInstanceHealthRoute } from './routes/instance-health.ts'
import { registerJoinRoutes } from './routes/join.ts'
import { registerMediaEventRoute } from './routes/media-events.ts'
import { registerMediaQualityRoute } from './routes/media-quality.ts'
import { registerMeetingDefaultsRoute } from './routes/meeting-defaults.ts'
import { registerMeetingDocumentRoutes } from './routes/meeting-documents.ts'
import { registerMeetingInvitationRoutes } from './routes/meeting-invitations.ts'
import { registerMeetingEventRoutes } from './routes/meeting-events.ts'
import { registerMeetingRoutes } from './routes/meetings.ts'
import { registerOpenApiRoute } from './routes/openapi.ts'
import { registerOpenIdRoutes } from './routes/openid.ts'
import { registerParticipantRoutes } from './routes/participants.ts'
import { registerPublicKeyRoute } from './routes/public-key.ts'
import { registerRecordingPartRoutes } from './routes/recording-parts.ts'
import { registerRecordingDownloadRoutes } from './routes/recording-downloads.ts'
import { registerRecordingRoutes } from './routes/recordings.ts'
import { registerReplayRoutes } from './routes/replays.ts'
import { registerRoomRoute } from './routes/room-socket.ts'
import { registerRoomRoutes } from './routes/rooms.ts'
import { registerSandboxRoutes } from './routes/sandbox.ts'
import { registerSessionRoutes } from './routes/session.ts'
import { registerSetUpRoutes } from './routes/set-up.ts'
import { registerSettingsRoutes } from './routes/settings.ts'
import { registerSummaryRoutes } from './routes/summaries.ts'
import { registerUserRoutes } from './routes/users.ts'
import { registerWebHookOperationRoutes } from './routes/web-hook-operations.ts'
import { registerWebHookRoutes } from './routes/web-hooks.ts'

export async function registerRoutes(
  app: Api,
  context: Context,
  services: Services,
  openId: OpenIdProvider | null,
): Promise<void> {
  await app.register(
    async (instance) => {
      const api = instance.withTypeProvider<TypeBoxTypeProvider>()
      registerOpenApiRoute(api, context)
      registerSessionRoutes(api, context)
      registerOpenIdRoutes(api, context, openId)
      registerSetUpRoutes(api, context)
      registerMeetingRoutes(api, context)
      registerMeetingDefaultsRoute(api, context)
      registerMeetingDocumentRoutes(api, context)
      registerMeetingInvitationRoutes(api, context)
      registerSandboxRoutes(api, context)
      registerJoinRoutes(api, context, services)
      registerParticipantRoutes(api, context, services)
      registerRoomRoute(api)
      registerMediaEventRoute(api, services)
      registerConnectionTestRoute(api, context, services)
      registerSummaryRoutes(api, context)
      registerRecordingPartRoutes(api, context)
      registerRecordingRoutes(api, context)
      registerRecordingDownloadRoutes(api, context)
      const streams = createEventStreams(api, context)
      registerWebHookRoutes(api, context, services)
      registerWebHookOperationRoutes(api, context, services)
      registerPublicKeyRoute(api, services)
      registerReplayRoutes(api, context)
      registerDeliveryRoutes(api, context, streams)
      registerEventRoutes(api, context, services, streams)
      registerMeetingEventRoutes(api, context)
      registerAccountRoutes(api, context)
      registerUserRoutes(api, context)
      registerRoomRoutes(api, context)
      registerApiKeyRoutes(api, context)
      registerSettingsRoutes(api, context)
      registerBrandingRoutes(api, context)
      registerInstanceHealthRoute(api, services)
      registerMediaQualityRoute(api, context)
      registerAuditEventRoutes(api, context)
    },
    { prefix: API_PREFIX },
  )
}
