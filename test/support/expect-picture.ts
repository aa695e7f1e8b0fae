/** What is seen in a page of the room. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const PICTURE_TIMEOUT_MS = 40_000

/** A picture with this label is shown, and its frames are decoded, one after the other. */
export async function expectPicture(page: Page, label: string | RegExp): Promise<void> {
  const video = page
    .locator('video:visible')
    .and(page.getByLabel(label, { exact: true }))
    .first()
  await video.waitFor({ timeout: PICTURE_TIMEOUT_MS })
  const frames = () =>
    video.evaluate((element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames)
  const before = await frames()
  await expect.poll(frames, { timeout: PICTURE_TIMEOUT_MS }).toBeGreaterThan(before + 5)
}
