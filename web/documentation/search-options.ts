/** How the documentation is searched: the same for the build, which makes the index, and for the browser. */
import type { Options } from 'minisearch'

export interface SearchEntry {
  /** The address of the section. */
  id: string
  page: string
  heading: string
  text: string
}

export const searchOptions: Options<SearchEntry> = {
  fields: ['page', 'heading', 'text'],
  storeFields: ['page', 'heading'],
  // Names such as `webhook-id` and `startTime` are looked for as they are written, and by their parts.
  tokenize: (text) => text.split(/[^\p{Letter}\p{Number}_-]+/u).flatMap((word) => [word, ...word.split('-')]),
  searchOptions: {
    boost: { page: 3, heading: 4 },
    prefix: true,
    fuzzy: (term) => (term.length > 5 ? 0.2 : false),
    combineWith: 'AND',
  },
}
