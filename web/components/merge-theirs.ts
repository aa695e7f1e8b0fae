/**
 * Two people changed the same thing: what becomes of the form of the one who was slower. Pure. What only the other one
 * changed is taken over; what both changed to different values is left as it is in the form, and has to be decided.
 */
export interface Conflict<Values> {
  /** What the other person saved. */
  theirs: Values
  /** Fields that only they changed: their values are in the form now. */
  taken: (keyof Values & string)[]
  /** Fields that both changed, and nobody has decided yet. */
  undecided: (keyof Values & string)[]
}

/** `base`: what both began with. */
export function mergeTheirs<Values extends object>(
  base: Values,
  mine: Values,
  theirs: Values,
): { values: Values; conflict: Conflict<Values> } {
  const names = Object.keys(mine) as (keyof Values & string)[]
  const changedByThem = names.filter((name) => !isSame(base[name], theirs[name]))
  const taken = changedByThem.filter((name) => isSame(base[name], mine[name]))
  const undecided = changedByThem.filter(
    (name) => !isSame(base[name], mine[name]) && !isSame(mine[name], theirs[name]),
  )
  const values = { ...mine }
  for (const name of taken) values[name] = theirs[name]
  return { values, conflict: { theirs, taken, undecided } }
}

/** Values of forms are plain JSON. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
