/** Pages for people who are not signed in yet. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { needWords } from '../i18n/index.ts'
import { rootRoute } from './root-routes.tsx'
import { textOf } from './search.ts'

/** `problem`: why signing in by the OpenID provider failed. */
export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'sign-in',
  validateSearch: ({ next, problem }: Record<string, unknown>): { next?: string; problem?: string } => ({
    next: ownPath(next),
    problem: textOf(problem),
  }),
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

export const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'forgot-password',
  component: lazyRouteComponent(
    () => import('../pages/sign-in/forgot-password-page.tsx'),
    'ForgotPasswordPage',
  ),
})

export const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'set-up/$token',
  beforeLoad: () => needWords('system'),
  component: lazyRouteComponent(() => import('../pages/set-up/set-up-page.tsx'), 'SetUpPage'),
})

/** By the meeting's number; `link` is a signed invitation, `lang` the language that it was sent in. */
export const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'join/$number',
  beforeLoad: () => needWords('room'),
  validateSearch: ({ link, lang }: Record<string, unknown>): { link?: string; lang?: string } => ({
    link: textOf(link),
    lang: textOf(lang),
  }),
  component: lazyRouteComponent(() => import('../pages/room/door/join-page.tsx'), 'JoinPage'),
})

/** For anybody: no meeting and no account is needed. */
export const connectionTestRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'test-connection',
  beforeLoad: () => needWords('connection'),
  component: lazyRouteComponent(
    () => import('../pages/connection-test/connection-test-page.tsx'),
    'ConnectionTestPage',
  ),
})

/** A recording, for anybody who has its address; the page reads its token itself, since every page loads this file. */
export const watchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: 'watch/$id',
  beforeLoad: () => needWords('meetings', 'film'),
  component: lazyRouteComponent(() => import('../pages/film/watch-page.tsx'), 'WatchPage'),
})

/** A path of this app and nothing else, so that no link can lead from our sign-in page to another site. */
function ownPath(next: unknown): string | undefined {
  if (typeof next !== 'string' || !URL.canParse(next, location.origin)) return undefined
  const { origin, pathname, search, hash } = new URL(next, location.origin)
  // A path that begins with two slashes names another site.
  const isOwn = origin === location.origin && !/^\/[/\\]/.test(pathname)
  return isOwn && pathname !== '/sign-in' ? pathname + search + hash : undefined
}
