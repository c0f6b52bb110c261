import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The map is a chunk of its own: the queue must open before a megabyte of map code has arrived. */
const LAZY_CHUNKS = [
  { name: 'map', test: /node_modules[\\/](maplibre-gl|pmtiles)/ },
  { name: 'pinyin', test: /node_modules[\\/]pinyin-pro/ },
  { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|rc-)/ },
]

export default defineConfig({
  base: '/console/',
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    sourcemap: true,
    chunkSizeWarningLimit: 1600,
    rolldownOptions: { output: { codeSplitting: { groups: LAZY_CHUNKS } } },
  },
  server: { port: 5173, proxy: { '/api': process.env['LIANXIN_API'] ?? 'http://127.0.0.1:8080' } },
})
