/** All routes, put together. Each page is a chunk of its own, fetched when a link to it is about to be followed. */
import { createRouter } from '@tanstack/react-router'
import { queryClient } from './api/query-client.ts'
import { homeRoute, profileRoute } from './routes/home-routes.ts'
import { meetingRoutes } from './routes/meeting-routes.ts'
import {
  connectionTestRoute,
  forgotPasswordRoute,
  joinRoute,
  setUpRoute,
  signInRoute,
  watchRoute,
} from './routes/public-routes.ts'
import { rootRoute, signedInRoute, systemRoute } from './routes/root-routes.tsx'
import { systemRoutes } from './routes/system-routes.ts'
import { webHookRoutes } from './routes/web-hook-routes.ts'
import { ErrorPage } from './shell/error-page.tsx'
import { PageSkeleton } from './shell/page-skeleton.tsx'

const routeTree = rootRoute.addChildren([
  signInRoute,
  forgotPasswordRoute,
  setUpRoute,
  joinRoute,
  connectionTestRoute,
  watchRoute,
  signedInRoute.addChildren([
    homeRoute,
    profileRoute,
    ...meetingRoutes,
    systemRoute.addChildren([systemRoutes, ...webHookRoutes]),
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: ErrorPage,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 200,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
