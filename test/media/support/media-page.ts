/** A browser's page with livekit-client in it, driven from a test. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { TestBrowser, Visitor } from '../../support/browser.ts'
import type { TestEngine } from './engines.ts'

export interface Received {
  frames: number
  width: number
  energy: number
  samples: number
  concealed: number
  packets: number
  freezeS: number
  muted: boolean
  paused: boolean
}

export interface Sent {
  active: boolean
  frames: number
  width: number
  bytes: number
  resent: number
}

export interface PageEvent {
  type: string
  who: string
  detail: unknown
  atMs: number
}

export interface JoinOptions {
  adaptiveStream?: boolean
  dynacast?: boolean
  autoSubscribe?: boolean
  publish?: boolean
  resolution?: { width: number; height: number; frameRate: number }
  tile?: { width: number; height: number }
}

/** The room's own objects in the page; livekit-client is not loaded here. */
interface PageMedia {
  room: any // oxlint-disable-line typescript/no-explicit-any
  events: PageEvent[]
  join(url: string, token: string, options: JoinOptions): Promise<{ sid: string; server: string }>
  publish(options: JoinOptions): Promise<void>
  share(): Promise<string>
  unshare(): Promise<void>
  received(): Promise<Record<string, Received>>
  sent(): Promise<Record<string, Sent>>
  people(): string[]
  watchFrames(key: string): void
  longestGapMs(key: string): number
  resize(key: string, width: number, height: number): void
}

declare global {
  var media: PageMedia
}

const POLL = { timeout: 20_000, interval: 100 }

export class MediaPage {
  readonly identity: string
  readonly page: Page
  readonly visitor: Visitor
  readonly #engine: TestEngine

  constructor(identity: string, visitor: Visitor, engine: TestEngine) {
    this.identity = identity
    this.visitor = visitor
    this.page = visitor.page
    this.#engine = engine
  }

  static async open(browser: TestBrowser, engine: TestEngine, identity: string): Promise<MediaPage> {
    const visitor = await browser.visit()
    await visitor.page.goto(engine.pageUrl)
    await visitor.page.waitForFunction(() => 'media' in globalThis)
    return new MediaPage(identity, visitor, engine)
  }

  async join(
    room: string,
    options: JoinOptions = {},
    token?: string,
  ): Promise<{ sid: string; server: string }> {
    const used = token ?? (await this.#engine.token(this.identity, room))
    return this.page.evaluate(([url, token, options]) => media.join(url, token, options), [
      this.#engine.url,
      used,
      options,
    ] as const)
  }

  received(): Promise<Record<string, Received>> {
    return this.page.evaluate(() => media.received())
  }

  sent(): Promise<Record<string, Sent>> {
    return this.page.evaluate(() => media.sent())
  }

  people(): Promise<string[]> {
    return this.page.evaluate(() => media.people())
  }

  events(type?: string): Promise<PageEvent[]> {
    return this.page.evaluate(
      (type) => media.events.filter((one) => type === undefined || one.type === type),
      type,
    )
  }

  /** Waits until something that is received is as described. */
  async expectReceived(
    key: string,
    isRight: (now: Received, before: Received | undefined) => boolean,
  ): Promise<void> {
    let before = (await this.received())[key]
    await expect
      .poll(
        async () => {
          const now = (await this.received())[key]
          // A new connection counts from 0.
          if (now && before && now.frames < before.frames) before = now
          if (now && before && now.energy < before.energy) before = now
          return now !== undefined && isRight(now, before)
        },
        { ...POLL, message: `${this.identity} receives ${key}` },
      )
      .toBe(true)
  }

  /** Frames are decoded, more and more of them. */
  expectPicture(of: string): Promise<void> {
    return this.expectReceived(`${of}/camera`, (now, before) => now.frames > (before?.frames ?? 0) + 3)
  }

  expectVoice(of: string): Promise<void> {
    return this.expectReceived(
      `${of}/microphone`,
      (now, before) => now.energy > (before?.energy ?? 0) + 0.0005,
    )
  }

  /** Both ways are as they should be. */
  static async expectTogether(...pages: MediaPage[]): Promise<void> {
    for (const page of pages) {
      for (const other of pages) {
        if (page === other) continue
        await page.expectPicture(other.identity)
        await page.expectVoice(other.identity)
      }
    }
  }

  close(): Promise<void> {
    return this.visitor.close()
  }
}
