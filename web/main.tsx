/**
 * Starts the app: words first, so that nothing is painted without them, then the providers around the router.
 *
 * The content security policy admits style elements by a nonce that is fresh in every page. Mantine and the scroll
 * lock of its dialogs make such elements and get it from here.
 */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/query-client.ts'
import { startWords } from './i18n/index.ts'
import { router } from './router.tsx'
import { Overlays } from './shell/overlays.tsx'
import './styles.ts'
import { cssVariables, theme } from './theme.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
// Where the scroll lock's style elements take theirs from (npm: get-nonce).
Object.assign(globalThis, { __webpack_nonce__: nonce })

const root = document.querySelector('#root')
if (!root) throw new Error('index.html has no #root')

await startWords(document.documentElement.lang)

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
      deduplicateInlineStyles
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Overlays />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
