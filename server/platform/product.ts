/** What this program calls itself and which version it is: package.json says so, once. */
import { readFileSync } from 'node:fs'

interface PackageFile {
  name: string
  version: string
}

const packageFile = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as PackageFile

export const VERSION = packageFile.version
/** What receivers of web hooks see as `user-agent`. */
export const USER_AGENT = `${packageFile.name}/${packageFile.version}`
