/* oxlint-disable unicorn/require-post-message-target-origin -- between threads, not windows */
// Runs in a thread of its own: setting a paper takes half a second. Plain JavaScript, so that sources and build start the
// same file.
import { parentPort } from 'node:worker_threads'

import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

/** @typedef {import('./pdf.ts').Order} Order */

/** Fonts are read once. @type {{ paths: string, compiler: NodeCompiler } | undefined} */
let held

/** @param {readonly string[]} fontPaths */
function compilerWith(fontPaths) {
  const paths = fontPaths.join('\n')
  if (held?.paths !== paths)
    held = { paths, compiler: NodeCompiler.create({ fontArgs: [{ fontPaths: [...fontPaths] }] }) }
  return held.compiler
}

/** @param {Order} order */
function set({ source, fontPaths, drawing }) {
  const compiler = compilerWith(fontPaths)
  const compiled = compiler.compile({ mainFileContent: source })
  if (!compiled.result) {
    const said = compiled.takeDiagnostics()
    throw new Error(said ? JSON.stringify(said.shortDiagnostics) : 'no paper came of it')
  }
  const bytes = drawing ? Buffer.from(compiler.plainSvg(compiled.result)) : compiler.pdf(compiled.result)
  const pages = compiled.result.numOfPages
  compiler.evictCache(10)
  return { bytes, pages }
}

parentPort?.on('message', (/** @type {Order} */ order) => {
  try {
    parentPort?.postMessage({ id: order.id, ...set(order) })
  } catch (cause) {
    parentPort?.postMessage({ id: order.id, fault: String(cause) })
  }
})
