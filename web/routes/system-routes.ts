/** System Configuration, but for web hooks and deliveries. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { accountQuery, accountsQuery, apiKeysQuery, userQuery, usersQuery } from '../api/administration.ts'
import { healthQuery } from '../api/health.ts'
import { settingsQuery } from '../api/settings.ts'
import { textOf } from './search.ts'
import { needWords } from '../i18n/index.ts'
import { systemRoute } from './root-routes.tsx'

/** Around them all: their words, which no other page needs. */
const administrationRoute = createRoute({
  getParentRoute: () => systemRoute,
  id: 'administration',
  beforeLoad: () => needWords('system'),
})

const generalRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'general',
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsQuery),
  component: lazyRouteComponent(() => import('../pages/system/settings/general-page.tsx'), 'GeneralPage'),
})

const brandingRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'branding',
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsQuery),
  component: lazyRouteComponent(() => import('../pages/system/settings/branding-page.tsx'), 'BrandingPage'),
})

const languagesRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'languages',
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsQuery),
  component: lazyRouteComponent(() => import('../pages/system/settings/languages-page.tsx'), 'LanguagesPage'),
})

const meetingRulesRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'meetings',
  beforeLoad: () => needWords('meetings'),
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsQuery),
  component: lazyRouteComponent(
    () => import('../pages/system/settings/meeting-rules-page.tsx'),
    'MeetingRulesPage',
  ),
})

const recordingRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'recording',
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsQuery),
  component: lazyRouteComponent(() => import('../pages/system/settings/recording-page.tsx'), 'RecordingPage'),
})

const dialInRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'dial-in',
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsQuery),
  component: lazyRouteComponent(() => import('../pages/system/settings/dial-in-page.tsx'), 'DialInPage'),
})

const mediaRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'media',
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsQuery),
  component: lazyRouteComponent(() => import('../pages/system/settings/media-page.tsx'), 'MediaPage'),
})

const mailRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'mail',
  loader: ({ context }) => void context.queryClient.prefetchQuery(settingsQuery),
  component: lazyRouteComponent(() => import('../pages/system/settings/mail-page.tsx'), 'MailPage'),
})

const apiKeyListRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'api-keys',
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(apiKeysQuery),
  component: lazyRouteComponent(
    () => import('../pages/system/api-keys/api-key-list-page.tsx'),
    'ApiKeyListPage',
  ),
})

const apiKeyFormRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'api-keys/new',
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(accountsQuery),
  component: lazyRouteComponent(
    () => import('../pages/system/api-keys/api-key-form-page.tsx'),
    'ApiKeyFormPage',
  ),
})

const accountListRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'accounts',
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(accountsQuery),
  component: lazyRouteComponent(
    () => import('../pages/system/accounts/account-list-page.tsx'),
    'AccountListPage',
  ),
})

const newAccountRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'accounts/new',
  component: lazyRouteComponent(
    () => import('../pages/system/accounts/account-form-page.tsx'),
    'NewAccountPage',
  ),
})

const accountRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'accounts/$id',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(accountQuery(params.id)),
  component: lazyRouteComponent(
    () => import('../pages/system/accounts/account-form-page.tsx'),
    'AccountPage',
  ),
})

const userListRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'users',
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } => ({ q: textOf(q) }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(usersQuery(deps))
    void context.queryClient.prefetchInfiniteQuery(accountsQuery)
  },
  component: lazyRouteComponent(() => import('../pages/system/users/user-list-page.tsx'), 'UserListPage'),
})

const inviteUserRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'users/new',
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(accountsQuery),
  component: lazyRouteComponent(() => import('../pages/system/users/invite-user-page.tsx'), 'InviteUserPage'),
})

const userRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'users/$id',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(userQuery(params.id)),
  component: lazyRouteComponent(() => import('../pages/system/users/user-page.tsx'), 'UserPage'),
})

const auditRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'audit',
  validateSearch: ({ action }: Record<string, unknown>): { action?: string } => ({ action: textOf(action) }),
  component: lazyRouteComponent(() => import('../pages/system/audit/audit-page.tsx'), 'AuditPage'),
})

const healthRoute = createRoute({
  getParentRoute: () => administrationRoute,
  path: 'health',
  loader: ({ context }) => void context.queryClient.prefetchQuery(healthQuery),
  component: lazyRouteComponent(() => import('../pages/system/health/health-page.tsx'), 'HealthPage'),
})

export const systemRoutes = administrationRoute.addChildren([
  generalRoute,
  brandingRoute,
  languagesRoute,
  meetingRulesRoute,
  recordingRoute,
  dialInRoute,
  mediaRoute,
  mailRoute,
  apiKeyListRoute,
  apiKeyFormRoute,
  accountListRoute,
  newAccountRoute,
  accountRoute,
  userListRoute,
  inviteUserRoute,
  userRoute,
  auditRoute,
  healthRoute,
])
