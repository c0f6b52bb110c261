import { unstableSetRender } from 'antd-mobile'
import { createRoot, type Root } from 'react-dom/client'

const roots = new WeakMap<Element | DocumentFragment, Root>()

/** antd-mobile 5 draws its toasts and dialogs by React 18's way unless it is told how; without this they never show. */
export function bridgeMobile(): void {
  unstableSetRender((node, container) => {
    const root = roots.get(container) ?? createRoot(container)
    roots.set(container, root)
    root.render(node)
    return async () => {
      // Not while React is drawing.
      await Promise.resolve()
      root.unmount()
      roots.delete(container)
    }
  })
}
