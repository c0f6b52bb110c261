import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  base: '/field/',
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions], dedupe: ['react', 'react-dom', 'i18next'] },
  build: { target: 'es2022', chunkSizeWarningLimit: 1600 },
  server: { proxy: { '/api': process.env['LIANXIN_API'] ?? 'http://127.0.0.1:8080' } },
})
