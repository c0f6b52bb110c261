import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  base: '/r/',
  plugins: [react()],
  resolve: {
    conditions: ['source', ...defaultClientConditions],
    dedupe: ['react', 'react-dom'],
    // The first load stays under 100 kB: the texts need one kilobyte of the twenty these libraries weigh.
    alias: { 'react-i18next': '@lianxin/ui/light-texts', i18next: '@lianxin/ui/light-texts' },
  },
  build: { target: 'es2022', chunkSizeWarningLimit: 1600 },
  server: { proxy: { '/api': process.env['LIANXIN_API'] ?? 'http://127.0.0.1:8080' } },
})
