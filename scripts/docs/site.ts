/**
 * What the documentation consists of: the pages in the order of the menu, each made from a Markdown file of the
 * repository. The address of a page is the path of its file below `docs/`, unless it says another.
 */
import { apiPages } from './describe-api-pages.ts'

export interface PageSource {
  /** Below `/docs/`, without ending: `events/onMeetingClosed`. */
  readonly path: string
  /** The Markdown file, from the root of the repository. */
  readonly file: string
  /** The Markdown itself, where no file has it. */
  readonly text?: string
}

export interface Chapter {
  readonly title: string
  readonly pages: readonly PageSource[]
}

const page = (path: string, file = `docs/${path}.md`): PageSource => ({ path, file })

export function chapters(): readonly Chapter[] {
  return [
    {
      title: 'Start',
      pages: [page('index'), page('five-minutes'), page('going-live')],
    },
    {
      title: 'Web hooks',
      pages: [
        page('receiving-web-hooks'),
        page('verifying-calls'),
        page('retries-order-duplicates'),
        page('missed-something'),
        page('delivery-states'),
        page('http-status-codes'),
        page('compatibility'),
      ],
    },
    {
      title: 'Events',
      pages: [
        page('events/onMeetingScheduled'),
        page('events/onMeetingUpdated'),
        page('events/onMeetingClosed'),
        page('events/onMeetingDeleted'),
        page('events/onMeetingSummaryCreated'),
        page('events/onMeetingRecordingCreated'),
      ],
    },
    {
      title: 'Tools',
      pages: [page('receiver', 'receiver/README.md'), page('command-line', 'cli/README.md')],
    },
    { title: 'REST API', pages: [page('rest-guide'), ...apiPages()] },
    {
      title: 'Running a server',
      pages: [page('operating'), page('firewalls'), page('media'), page('recording'), page('compared-with')],
    },
  ]
}
