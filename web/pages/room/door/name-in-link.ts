/**
 * Whose join link it is, for the greeting alone: the claims of a signed link stand in clear before its signature, and
 * only the server can tell whether it is right.
 */
export function nameInLink(link: string | undefined): string | null {
  const [claims = ''] = (link ?? '').split('.')
  try {
    const bytes = Uint8Array.from(atob(claims.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    )
    const { name } = JSON.parse(new TextDecoder().decode(bytes)) as { name?: unknown }
    return typeof name === 'string' && name !== '' ? name : null
  } catch {
    return null
  }
}
