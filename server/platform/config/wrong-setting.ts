/** A variable of the environment that cannot be used: the start stops with one line that names it. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting'
}

export type Environment = Record<string, string | undefined>
