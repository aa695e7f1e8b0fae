/**
 * What pages take from the code instead of repeating it. A line such as `<!-- payload onMeetingClosed -->` in a Markdown
 * file is replaced by what it names, when the documentation is built: a golden body, the fields of a payload, the
 * headers of a call, the scopes, the codes of problems. A name that is not known ends the build.
 */
import { fieldFaultCodes } from '../../shared/field-faults.ts'
import { type HookName, hookNames, isHookName } from '../../receiver/src/contract/hook-names.ts'
import { hookSchemas } from '../../receiver/src/contract/hook-schemas.ts'
import { examples } from '../../receiver/src/testing.ts'
import { ALL_SCOPES } from '../../server/accounts/caller.ts'
import { hookHeaders } from '../../server/api/description-parts.ts'
import { problemTitles } from '../../server/api/problem-titles.ts'
import { fieldTable, table } from './field-table.ts'

const DIRECTIVE = /^<!-- ([a-z-]+)(?: (\w+))? -->$/gm

const parts: Readonly<Record<string, (argument: string | undefined) => string>> = {
  payload: (hook) => ['```json', JSON.stringify(examples[hookIn(hook)], null, 2), '```'].join('\n'),
  fields: (hook) => fieldTable(hookSchemas[hookIn(hook)]),
  headers: () =>
    table(
      ['header', 'value'],
      [
        ['`Content-Type`', '`application/json; charset=utf-8`'],
        ...hookHeaders.map(({ name, description, required }) => [
          `\`${name}\`${required ? '' : ' (not on every call)'}`,
          description,
        ]),
      ],
    ),
  scopes: () => ALL_SCOPES.map((scope) => `\`${scope}\``).join(', '),
  problems: () =>
    table(
      ['code', 'what it says'],
      Object.entries(problemTitles).map(([code, title]) => [`[\`${code}\`](/problems/${code})`, title]),
    ),
  faults: () => fieldFaultCodes.map((code) => `\`${code}\``).join(', '),
}

export function expand(text: string): string {
  return text.replaceAll(DIRECTIVE, (line, name: string, argument: string | undefined) => {
    const part = parts[name]
    if (!part) throw new Error(`The documentation has nothing called ${line}`)
    return part(argument)
  })
}

function hookIn(name: string | undefined): HookName {
  if (name !== undefined && isHookName(name)) return name
  throw new Error(`${String(name)} is not a hook. They are: ${hookNames.join(', ')}`)
}
