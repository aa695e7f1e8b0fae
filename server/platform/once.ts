/** Work that several callers may ask for, and that is done once: all of them get the same promise. */
export function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => (running ??= work())
}
