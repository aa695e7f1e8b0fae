/**
 * The picture in a small window that stays in front of other programs. Where the browser has windows for documents, our
 * own tile is shown there, with its name and state, and it follows who speaks; elsewhere the browser shows the bare
 * video that is large now. A browser that has neither (Firefox, with a button of its own on each video) offers nothing.
 */
import { create } from '../../../store.ts'

interface DocumentPictureInPicture {
  requestWindow: (options: { width: number; height: number }) => Promise<Window>
}

/** The window for documents, while it is open. */
export const smallWindow = create<Window | null>(null)

const WIDTH_PX = 400
const HEIGHT_PX = 240

function documents(): DocumentPictureInPicture | undefined {
  return (globalThis as { documentPictureInPicture?: DocumentPictureInPicture }).documentPictureInPicture
}

export const canOpenSmallWindow = documents() !== undefined || document.pictureInPictureEnabled

/** By a click only, as browsers want it. What the browser refuses stays as it was. */
export async function toggleSmallWindow(): Promise<void> {
  const open = smallWindow.get()
  if (open) return open.close()
  if (document.pictureInPictureElement) return document.exitPictureInPicture()
  const pictures = documents()
  if (!pictures) {
    // The first one is the large one, where one is.
    await document
      .querySelector<HTMLVideoElement>('main section video:not([hidden])')
      ?.requestPictureInPicture()
    return
  }
  const opened = await pictures.requestWindow({ width: WIDTH_PX, height: HEIGHT_PX })
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) {
    const copy = sheet.cloneNode(true) as HTMLElement
    // A copy does not inherit what lets it through the content security policy.
    copy.nonce = (sheet as HTMLElement).nonce ?? ''
    opened.document.head.append(copy)
  }
  const { documentElement: page } = document
  opened.document.documentElement.lang = page.lang
  opened.document.title = document.title
  opened.document.body.style.cssText = 'margin: 0; height: 100vh; background: #14171a; font-family: system-ui'
  opened.addEventListener('pagehide', () => smallWindow.set(null))
  smallWindow.set(opened)
}
