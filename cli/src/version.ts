/** The version that `--version` says; the package's own, by its test. */
export const VERSION = '0.1.0'
