import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

export default defineConfig({
  base: '/field/',
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions], dedupe: ['react', 'react-dom', 'i18next'] },
  build: { target: 'es2022' },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
