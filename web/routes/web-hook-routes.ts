/** System Configuration → Web hooks, and the log of their deliveries. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { hookNames } from '../../receiver/src/contract/hook-names.ts'
import { accountsQuery } from '../api/administration.ts'
import { deliveriesQuery, type DeliveryFilter, deliveryQuery } from '../api/deliveries.ts'
import { type HookName, webHookQuery, webHooksQuery } from '../api/web-hooks.ts'
import { needWords } from '../i18n/index.ts'
import { systemRoute } from './root-routes.tsx'
import { oneOf, statusOf, textOf, timeOf } from './search.ts'

const deliveryStates = ['pending', 'sending', 'held', 'paused', 'delivered', 'failed'] as const

/** Words that few other pages need. */
const beforeLoad = () => needWords('hooks')

const webHookListRoute = createRoute({
  getParentRoute: () => systemRoute,
  beforeLoad,
  path: 'web-hooks',
  loader: ({ context }) => void context.queryClient.prefetchQuery(webHooksQuery),
  component: lazyRouteComponent(
    () => import('../pages/system/web-hooks/web-hook-list-page.tsx'),
    'WebHookListPage',
  ),
})

const newWebHookRoute = createRoute({
  getParentRoute: () => systemRoute,
  beforeLoad,
  path: 'web-hooks/new',
  validateSearch: ({ event }: Record<string, unknown>): { event?: HookName } => ({
    event: oneOf(hookNames, event),
  }),
  loader: ({ context }) => void context.queryClient.prefetchInfiniteQuery(accountsQuery),
  component: lazyRouteComponent(
    () => import('../pages/system/web-hooks/new-web-hook-page.tsx'),
    'NewWebHookPage',
  ),
})

const webHookRoute = createRoute({
  getParentRoute: () => systemRoute,
  beforeLoad,
  path: 'web-hooks/$id',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(webHookQuery(params.id)),
  component: lazyRouteComponent(() => import('../pages/system/web-hooks/web-hook-page.tsx'), 'WebHookPage'),
})

const editWebHookRoute = createRoute({
  getParentRoute: () => systemRoute,
  beforeLoad,
  path: 'web-hooks/$id/edit',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(webHookQuery(params.id)),
  component: lazyRouteComponent(
    () => import('../pages/system/web-hooks/edit-web-hook-page.tsx'),
    'EditWebHookPage',
  ),
})

const deliveryListRoute = createRoute({
  getParentRoute: () => systemRoute,
  beforeLoad,
  path: 'deliveries',
  validateSearch: (search: Record<string, unknown>): DeliveryFilter => ({
    event: oneOf(hookNames, search['event']),
    state: oneOf(deliveryStates, search['state']),
    webHook: textOf(search['webHook']),
    meeting: textOf(search['meeting']),
    status: statusOf(search['status']),
    since: timeOf(search['since']),
    until: timeOf(search['until']),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(deliveriesQuery(deps)),
  component: lazyRouteComponent(
    () => import('../pages/system/deliveries/delivery-list-page.tsx'),
    'DeliveryListPage',
  ),
})

const deliveryRoute = createRoute({
  getParentRoute: () => systemRoute,
  beforeLoad,
  path: 'deliveries/$id',
  loader: ({ context, params }) => void context.queryClient.prefetchQuery(deliveryQuery(params.id)),
  component: lazyRouteComponent(() => import('../pages/system/deliveries/delivery-page.tsx'), 'DeliveryPage'),
})

export const webHookRoutes = [
  webHookListRoute,
  newWebHookRoute,
  webHookRoute,
  editWebHookRoute,
  deliveryListRoute,
  deliveryRoute,
]
