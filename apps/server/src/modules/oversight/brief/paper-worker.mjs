/* oxlint-disable unicorn/require-post-message-target-origin -- between threads, not windows */
// Runs in a thread of its own: making a paper takes up to half a second. Plain JavaScript, so that sources and build start
// the same file.
import { parentPort } from 'node:worker_threads'

import { briefDocx } from './docx-paper.mjs'

/** @typedef {import('./paper.ts').Order} Order */
/** @typedef {Extract<Order, { kind: 'pdf' }>} PdfOrder */

/** Fonts are read once. @type {{ paths: string, compiler: import('@myriaddreamin/typst-ts-node-compiler').NodeCompiler } | undefined} */
let held

/**
 * The compiler is a part for each platform; an installation may lack the one of this machine.
 * @param {readonly string[]} fontPaths
 */
async function compilerWith(fontPaths) {
  const paths = fontPaths.join('\n')
  if (held?.paths === paths) return held.compiler
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  held = { paths, compiler: NodeCompiler.create({ fontArgs: [{ fontPaths: [...fontPaths] }] }) }
  return held.compiler
}

/**
 * @param {PdfOrder} order
 * @param {Awaited<ReturnType<typeof compilerWith>>} compiler
 */
function set({ source, drawing }, compiler) {
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

/** @param {Order} order */
async function make(order) {
  if (order.kind === 'docx') return { bytes: await briefDocx(order.document, order.creator), pages: 0 }
  /** @type {Awaited<ReturnType<typeof compilerWith>>} */
  let compiler
  try {
    compiler = await compilerWith(order.fontPaths)
  } catch (cause) {
    return { fault: String(cause), isMissing: true }
  }
  return set(order, compiler)
}

parentPort?.on('message', (/** @type {Order} */ order) => {
  make(order).then(
    (made) => parentPort?.postMessage({ id: order.id, ...made }),
    (cause) => parentPort?.postMessage({ id: order.id, fault: String(cause) }),
  )
})
