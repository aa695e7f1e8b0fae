/**
 * The trunk of all routes: everything; everything for people who are signed in; System Configuration, for
 * administrators. Anyone who is not signed in goes to the sign-in page and comes back to where they wanted to go.
 */
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { Problem } from '../api/problem.ts'
import { type SessionUser, sessionQuery } from '../api/session.ts'
import { chooseLanguage } from '../i18n/index.ts'
import { ErrorPage, ForbiddenPage, NotFoundPage } from '../shell/error-page.tsx'

export interface RouterContext {
  queryClient: QueryClient
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
})

export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: lazyRouteComponent(() => import('../shell/app-shell.tsx'), 'AppFrame'),
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
  beforeLoad: async ({ context, location }): Promise<{ user: SessionUser }> => {
    try {
      const known = context.queryClient.getQueryData(sessionQuery.queryKey)
      const session = known ?? (await context.queryClient.fetchQuery(sessionQuery))
      if (!known) await chooseLanguage(session.user.language)
      return { user: session.user }
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error
      throw redirect({ to: '/sign-in', search: { next: location.href } })
    }
  },
})

export const systemRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'system',
  component: SystemPages,
})

function SystemPages() {
  const { user } = signedInRoute.useRouteContext()
  return user.role === 'administrator' ? <Outlet /> : <ForbiddenPage />
}
