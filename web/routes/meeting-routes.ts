/** Meetings. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import {
  type Change,
  meetingDefaultsQuery,
  meetingEventsQuery,
  type MeetingFilter,
  meetingQuery,
  meetingsQuery,
  meetingStates,
} from '../api/meetings.ts'
import { needWords } from '../i18n/index.ts'
import { signedInRoute } from './root-routes.tsx'
import { oneOf, textOf } from './search.ts'

export const meetingListRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'meetings',
  beforeLoad: () => needWords('meetings'),
  validateSearch: ({ state, q }: Record<string, unknown>): Partial<MeetingFilter> => ({
    state: oneOf(meetingStates, state),
    q: textOf(q),
  }),
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps: { state = 'upcoming', q } }) =>
    void context.queryClient.prefetchInfiniteQuery(meetingsQuery({ state, q })),
  component: lazyRouteComponent(() => import('../pages/meetings/meeting-list-page.tsx'), 'MeetingListPage'),
})

export const scheduleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'meetings/new',
  beforeLoad: () => needWords('meetings'),
  loader: async ({ context }) => void (await context.queryClient.ensureQueryData(meetingDefaultsQuery)),
  component: lazyRouteComponent(() => import('../pages/meetings/schedule-page.tsx'), 'SchedulePage'),
})

export const meetingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'meetings/$id',
  // The page says what web hooks were told, too.
  beforeLoad: () => needWords('meetings', 'film', 'hooks'),
  validateSearch: ({ start }: Record<string, unknown>): { start?: string } => ({ start: textOf(start) }),
  loader: ({ context, params: { id } }) => {
    void context.queryClient.prefetchQuery(meetingQuery(id))
    void context.queryClient.prefetchInfiniteQuery(meetingEventsQuery(id))
  },
  component: lazyRouteComponent(() => import('../pages/meetings/meeting-page.tsx'), 'MeetingPage'),
})

export const editMeetingRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: 'meetings/$id/edit',
  beforeLoad: () => needWords('meetings'),
  validateSearch: ({ scope, start }: Record<string, unknown>): Change => ({
    scope: oneOf(['occurrence', 'following', 'series'] as const, scope),
    start: textOf(start),
  }),
  loader: ({ context, params: { id } }) => void context.queryClient.prefetchQuery(meetingQuery(id)),
  component: lazyRouteComponent(() => import('../pages/meetings/edit-meeting-page.tsx'), 'EditMeetingPage'),
})

export const meetingRoutes = [meetingListRoute, scheduleRoute, meetingRoute, editMeetingRoute]
