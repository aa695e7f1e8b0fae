/**
 * What the pages of the documentation do in a browser: search, copy code, and light or dark as the reader chooses. The
 * choice is the one of the app's pages, kept under the same key. Without scripts all pages can be read. The index of the search is fetched once somebody wants to search.
 */
import './site.css'
import MiniSearch from 'minisearch'
import { type SearchEntry, searchOptions } from './search-options.ts'

const RESULTS_LIMIT = 12
const COPIED_MS = 2_000
/** As `color-scheme.js` reads it, before anything is painted. */
const SCHEME_KEY = 'mantine-color-scheme-value'
const SCHEME_ATTRIBUTE = 'data-mantine-color-scheme'

const input = document.querySelector<HTMLInputElement>('#search')!
const results = document.querySelector<HTMLElement>('#results')!
let loading: Promise<MiniSearch<SearchEntry>> | undefined

async function loadIndex(): Promise<MiniSearch<SearchEntry>> {
  const response = await fetch('/docs/search.json')
  return MiniSearch.loadJSON<SearchEntry>(await response.text(), searchOptions)
}

async function search(): Promise<void> {
  const words = input.value.trim()
  if (!words) return close()
  loading ??= loadIndex()
  const index = await loading
  if (words !== input.value.trim()) return
  const found = index.search(words).slice(0, RESULTS_LIMIT)
  const links = found.map(({ id, page, heading }) => {
    const link = document.createElement('a')
    link.href = String(id)
    const title = document.createElement('strong')
    title.textContent = String(heading)
    link.append(title, page === heading ? '' : ` ${String(page)}`)
    return link
  })
  results.replaceChildren(...(links.length > 0 ? links : ['Nothing was found.']))
  results.hidden = false
}

function close(): void {
  results.hidden = true
}

input.addEventListener('input', () => void search())
input.addEventListener('focus', () => void search())
input.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') results.querySelector('a')?.click()
})
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close()
  const isTyping = event.target instanceof HTMLInputElement
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault()
    input.focus()
  }
})
document.addEventListener('click', (event) => {
  const isLink = event.target instanceof Element && event.target.closest('#results a')
  if (isLink || !(event.target instanceof Node && input.parentElement!.contains(event.target))) close()
})

for (const block of document.querySelectorAll<HTMLElement>('main pre')) {
  const frame = document.createElement('div')
  frame.className = 'code'
  block.replaceWith(frame)
  block.tabIndex = 0
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.addEventListener('click', () => void copy(button, block.textContent))
  frame.append(block, button)
}

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Select it, and press Ctrl-C'
  }
  setTimeout(() => (button.textContent = 'Copy'), COPIED_MS)
}

const scheme = document.querySelector<HTMLSelectElement>('#scheme')!
scheme.value = keptScheme()
scheme.hidden = false
showScheme()
scheme.addEventListener('change', () => {
  try {
    localStorage.setItem(SCHEME_KEY, scheme.value)
  } catch {
    // Storage is blocked: for this page only.
  }
  showScheme()
})

function keptScheme(): string {
  try {
    const kept = localStorage.getItem(SCHEME_KEY)
    return kept === 'light' || kept === 'dark' ? kept : 'auto'
  } catch {
    return 'auto'
  }
}

/** Without the attribute the page follows the system, also when that changes. */
function showScheme(): void {
  if (scheme.value === 'auto') document.documentElement.removeAttribute(SCHEME_ATTRIBUTE)
  else document.documentElement.setAttribute(SCHEME_ATTRIBUTE, scheme.value)
}
