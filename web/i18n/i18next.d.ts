/** Makes `t()` know every key, and every value that a text needs. */
import 'i18next'
import type { English } from './words.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: English }
  }
}
