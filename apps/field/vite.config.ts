import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/**
 * The page opens without a network: its own files are kept, and nothing else. Answers of the API are the page's business
 * (see packages/client/src/offline); the map's library is fetched when a map is first opened.
 */
const installable = VitePWA({
  strategies: 'generateSW',
  registerType: 'prompt',
  injectRegister: false,
  scope: '/field/',
  manifest: {
    id: '/field/',
    name: '连心网格 · 网格员',
    short_name: '连心网格',
    lang: 'zh-CN',
    start_url: '/field/',
    scope: '/field/',
    display: 'standalone',
    background_color: '#f3f5f7',
    theme_color: '#0b5cad',
    icons: [
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
    ],
  },
  workbox: {
    globPatterns: ['index.html', 'assets/*.{js,css}'],
    globIgnores: ['assets/{map-canvas,draw-base-map,maplibre,pmtiles}*'],
    maximumFileSizeToCacheInBytes: 400_000,
    navigateFallback: '/field/index.html',
    navigateFallbackAllowlist: [/^\/field(\/|$)/],
    inlineWorkboxRuntime: true,
    sourcemap: false,
    cleanupOutdatedCaches: true,
  },
})

export default defineConfig({
  base: '/field/',
  plugins: [react(), installable],
  resolve: { conditions: ['source', ...defaultClientConditions], dedupe: ['react', 'react-dom', 'i18next'] },
  build: { target: 'es2022', chunkSizeWarningLimit: 1600 },
  server: { proxy: { '/api': process.env['LIANXIN_API'] ?? 'http://127.0.0.1:8080' } },
})
