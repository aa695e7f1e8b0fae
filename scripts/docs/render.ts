/**
 * A page of the documentation, from Markdown to HTML and to what the search knows of it. Code is coloured by classes,
 * because the content security policy of the site allows no styles in attributes.
 */
import hljs from 'highlight.js'
import MarkdownIt, { type Token } from 'markdown-it'

export const { escapeHtml } = new MarkdownIt().utils

export interface Section {
  /** Below the page; `''` is its beginning. */
  readonly anchor: string
  readonly heading: string
  readonly level: number
  text: string
}

export interface RenderedPage {
  readonly title: string
  /** The first paragraph, without marks. */
  readonly summary: string
  readonly html: string
  readonly sections: readonly Section[]
}

/** Gives the address for a link in the page; null: there is no such page, and the words stand without a link. */
export type ResolveLink = (href: string) => string | null

export function renderPage(text: string, resolve: ResolveLink): RenderedPage {
  const markdown = new MarkdownIt({ html: false, highlight })
  const tokens = markdown.parse(withoutDiagrams(text), {})
  const sections = readSections(tokens)
  for (const token of tokens) if (token.type === 'inline') resolveLinks(token.children ?? [], resolve)
  markdown.renderer.rules['table_open'] = () => '<div class="table" tabindex="0"><table>\n'
  markdown.renderer.rules['table_close'] = () => '</table></div>\n'
  const { renderer } = markdown
  const [first] = sections
  if (!first?.heading) throw new Error(`A page begins with its title: ${text.slice(0, 80)}`)
  return {
    title: first.heading,
    summary: plain(tokens[tokens.findIndex(({ type }) => type === 'paragraph_open') + 1]),
    html: renderer.render(tokens, markdown.options, {}),
    sections,
  }
}

/** Diagrams are drawn where the repository is read; the tables below them say the same. */
function withoutDiagrams(text: string): string {
  return text.replaceAll(/^```mermaid\n[^]*?^```\n/gm, '')
}

function highlight(code: string, language: string): string {
  return hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : ''
}

/** Gives each heading its anchor, and collects what stands below it. */
function readSections(tokens: Token[]): Section[] {
  const sections: Section[] = []
  const used = new Map<string, number>()
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') {
      const heading = plain(tokens[index + 1])
      const level = Number(token.tag.slice(1))
      const anchor = level === 1 ? '' : uniqueAnchor(heading, used)
      if (anchor) token.attrSet('id', anchor)
      sections.push({ anchor, heading, level, text: '' })
    } else if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open') {
      const section = sections.at(-1)
      if (section) section.text += ` ${plain(token)}`
    }
  })
  return sections
}

/** As GitHub makes them, so that links in the repository work on the site. */
function uniqueAnchor(heading: string, used: Map<string, number>): string {
  const anchor = heading
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')
  const count = used.get(anchor) ?? 0
  used.set(anchor, count + 1)
  return count === 0 ? anchor : `${anchor}-${count}`
}

function plain(token: Token | undefined): string {
  const parts = (token?.children ?? []).map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
  return parts.join('')
}

function resolveLinks(children: Token[], resolve: ResolveLink): void {
  let isDropped = false
  for (const token of children) {
    if (token.type === 'link_open') {
      const href = resolve(String(token.attrGet('href')))
      isDropped = href === null
      if (href !== null) token.attrSet('href', href)
    }
    if (isDropped && token.type.startsWith('link_')) {
      if (token.type === 'link_close') isDropped = false
      token.type = 'text'
      token.tag = ''
      token.nesting = 0
      token.content = ''
    }
  }
}
