/** Narrows what a file system call threw to the one code that the caller can do something about. */
export function isFileError(error: unknown, code: 'ENOENT' | 'EEXIST' | 'ENOSPC'): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
