/**
 * The numbers of PostgreSQL's advisory locks, all in one place: two uses of one number would wait for each other. They
 * are held by sessions or transactions, and go with them.
 */
export const ADVISORY_LOCKS = {
  /** One process migrates; the others wait. */
  migration: 7_316_045_112,
  /** One process makes the first account and administrator. */
  seeding: 7_316_045_113,
  /** One process drops what is past its retention; the others leave it. */
  retention: 7_316_045_114,
  /** The first of two numbers; the second is the process that lives. */
  process: 731_605,
} as const
