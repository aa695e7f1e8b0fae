/**
 * A catalogue as people write it becomes one as it is shown, once, when it is loaded. French and Italian have a plural
 * form of their own for millions; it reads like the ordinary one. French sets a space before : ; ! ? and inside « »
 * at which no line may break; catalogues are written with the ordinary one, since nobody sees the difference while
 * writing.
 */
const NO_BREAK_SPACE = '\u00a0'
const NARROW_NO_BREAK_SPACE = '\u202f'

export function finishWords(language: string, words: object): object {
  const entries = Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'object' && value !== null) return [[key, finishWords(language, value)]]
    const text = language === 'fr' && typeof value === 'string' ? withFrenchSpaces(value) : value
    return key.endsWith('_other')
      ? [
          [key, text],
          [key.replace(/_other$/, '_many'), text],
        ]
      : [[key, text]]
  })
  return Object.fromEntries(entries) as object
}

function withFrenchSpaces(text: string): string {
  return text
    .replaceAll(/ (?=[:»])|(?<=«) /g, NO_BREAK_SPACE)
    .replaceAll(/ (?=[;!?])/g, NARROW_NO_BREAK_SPACE)
}
