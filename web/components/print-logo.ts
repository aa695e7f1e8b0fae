/**
 * The print of a logo: a PNG of moderate size, drawn by the browser, which can read any picture that it shows. Mails
 * and PDFs take it in place of the logo. Null where the browser cannot read the picture, or lets nothing be drawn.
 */
const WIDTH_LIMIT_PIXELS = 600
const HEIGHT_LIMIT_PIXELS = 200

export async function printLogoOf(file: Blob): Promise<Blob | null> {
  const url = URL.createObjectURL(file)
  try {
    const picture = new Image()
    picture.src = url
    await picture.decode()
    const { naturalWidth, naturalHeight } = picture
    if (naturalWidth === 0 || naturalHeight === 0) return null
    const fit = Math.min(WIDTH_LIMIT_PIXELS / naturalWidth, HEIGHT_LIMIT_PIXELS / naturalHeight)
    // A drawing is as sharp at any size; what consists of pixels does not gain any.
    const scale = file.type === 'image/svg+xml' ? fit : Math.min(1, fit)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(naturalWidth * scale))
    canvas.height = Math.max(1, Math.round(naturalHeight * scale))
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  } catch {
    return null
  } finally {
    URL.revokeObjectURL(url)
  }
}
