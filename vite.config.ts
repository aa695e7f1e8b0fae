/**
 * Builds the web app into `dist/web`: static files that the server serves, compressed once here and never at run time.
 * `__CSP_NONCE__` is a placeholder that the server replaces by a fresh nonce in every `index.html` it sends.
 */
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { checkFirstLoad } from './web/build/check-first-load.ts'
import { precompress } from './web/build/precompress.ts'

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Where `npm start` listens; the development server of Vite hands everything but the app itself on to it. */
const SERVER = process.env['SERVER_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: folder('web'),
  plugins: [react(), checkFirstLoad(), precompress()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: folder('dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // Relative colours and light-dark(), which would be rewritten for older browsers, need these anyway.
    cssTarget: ['chrome123', 'firefox128', 'safari18'],
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    proxy: { '/api': { target: SERVER, ws: true }, '/branding.css': SERVER, '/branding': SERVER },
  },
})
