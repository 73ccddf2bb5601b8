import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const contentSecurityPolicy = (scriptNonce = '') =>
  [
    "default-src 'self'",
    "connect-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval'${scriptNonce}`,
    "style-src 'self' 'unsafe-inline'", // React Flow and MathML set style attributes
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
  ].join('; ')

// COOP and COEP make the page cross-origin isolated: shared memory and wasm threads need it.
const headers = (policy: string) => ({
  'Content-Security-Policy': policy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
})

export default defineConfig(({ command }) => ({
  base: './',
  plugins: [react()],
  // In development the React plugin injects one inline script; it carries this nonce.
  html: command === 'serve' ? { cspNonce: 'dev' } : {},
  server: { headers: headers(contentSecurityPolicy(" 'nonce-dev'")) },
  preview: { headers: headers(contentSecurityPolicy()) },
  worker: { format: 'es' as const },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  build: { target: 'es2022', chunkSizeWarningLimit: 1200 },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
}))
