/**
 * A real Chromium for tests. Each visitor is a browser context of their own, with cookies and storage that nobody
 * shares, and one page. What goes wrong in a page without the test asking for it (errors in the console, uncaught
 * exceptions, violations of the content security policy) is collected: `expect(visitor.faults).toEqual([])` belongs
 * at the end of every test. Answers of 4xx that the browser notes in its console are no faults: tests provoke them.
 *
 * With `media` there is a camera that shows a moving test picture and a microphone that beeps, and nobody is asked
 * for permission. Addresses are not hidden behind multicast names then, which containers cannot resolve.
 */
import { type Browser, type BrowserContext, chromium, type ConsoleMessage, type Page } from 'playwright-core'
import { findSystemProgram, installHint } from '../../scripts/install-system-packages.ts'

export interface TestBrowserOptions {
  /** `fake`: a camera and a microphone. Default `none`: there are no devices. */
  media?: 'fake' | 'none'
}

export interface VisitorOptions {
  /** The size of the window. Default 1280 × 800. */
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
  /** The browser's language. Default `en-GB`. */
  locale?: string
  timezoneId?: string
  /** `reduce`: nothing moves, as screenshots want it. */
  reducedMotion?: 'reduce' | 'no-preference'
  /** Signs in: `name=value`, as `signIn` of browser-session.ts answers it. */
  cookie?: { url: string; pair: string }
}

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong so far, in words. */
  readonly faults: string[]
  close(): Promise<void>
}

export interface TestBrowser {
  readonly browser: Browser
  visit(options?: VisitorOptions): Promise<Visitor>
  /** With everybody in it. */
  close(): Promise<void>
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const FAKE_MEDIA_FLAGS = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-features=WebRtcHideLocalIpsWithMdns',
  '--auto-select-desktop-capture-source=Entire screen',
]
const ACTION_TIMEOUT_MS = 30_000
/** What the browser says of answers that are no 2xx. */
const NOTED_ANSWER = /^Failed to load resource: the server responded with a status of/
const POLICY_VIOLATION = 'Violation of the content security policy:'

export async function startBrowser({ media = 'none' }: TestBrowserOptions = {}): Promise<TestBrowser> {
  const executablePath = findSystemProgram('chromium-headless-shell') ?? findSystemProgram('chromium')
  if (executablePath === undefined) {
    throw new Error(`These tests need Chromium: ${installHint(['chromium'], 'apt-get')}`)
  }
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [...FLAGS, ...(media === 'fake' ? FAKE_MEDIA_FLAGS : [])],
  })
  return {
    browser,
    visit: (options) => visit(browser, options),
    close: () => browser.close(),
  }
}

async function visit(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
  const { width = 1280, height = 800, locale = 'en-GB', timezoneId = 'Europe/Zurich' } = options
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: options.reducedMotion ?? 'no-preference',
    locale,
    timezoneId,
  })
  context.setDefaultTimeout(ACTION_TIMEOUT_MS)
  if (options.cookie) {
    const [name = '', value = ''] = options.cookie.pair.split('=', 2)
    await context.addCookies([{ name, value, url: options.cookie.url }])
  }
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => noteMessage(faults, message))
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.addInitScript((prefix) => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      console.error(prefix, violatedDirective, blockedURI, sourceFile),
    )
  }, POLICY_VIOLATION)
  return { page, context, faults, close: () => context.close() }
}

function noteMessage(faults: string[], message: ConsoleMessage): void {
  if (message.type() !== 'error' || NOTED_ANSWER.test(message.text())) return
  faults.push(message.text())
}
