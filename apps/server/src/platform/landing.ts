const DOORS = [
  { href: '/r', zh: '居民', en: 'Residents', zhAbout: '反映问题、查看进度、评价', enAbout: 'Report, follow, rate' },
  { href: '/field', zh: '网格员', en: 'Grid workers', zhAbout: '待办、上报、办理', enAbout: 'To-dos, report, handle' },
  {
    href: '/console',
    zh: '指挥台',
    en: 'Console',
    zhAbout: '受理、派遣、网格与人员管理',
    enAbout: 'Desk, dispatch, grids and staff',
  },
] as const

const STYLE = `
:root{color-scheme:light dark;font:16px/1.6 system-ui,-apple-system,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}
body{margin:0;min-height:100vh;display:grid;place-content:center;gap:2rem;padding:1.5rem;background:Canvas;color:CanvasText}
h1{margin:0;font-size:2rem}p{margin:.25rem 0 0;opacity:.75}
ul{list-style:none;margin:0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr))}
a{display:block;padding:1.25rem 1.5rem;border:1px solid color-mix(in srgb,CanvasText 25%,transparent);border-radius:.75rem;color:inherit;text-decoration:none}
a:hover,a:focus-visible{border-color:#1668dc;outline:2px solid #1668dc}strong{font-size:1.25rem}small{display:block;opacity:.75}`

/** The page at `/`: three doors, in both languages, without a script. */
export function landingPage(): string {
  const doors = DOORS.map(
    ({ href, zh, en, zhAbout, enAbout }) =>
      `<li><a href="${href}"><strong>${zh} <span lang="en">${en}</span></strong><small>${zhAbout}</small><small lang="en">${enAbout}</small></a></li>`,
  ).join('')
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>连心网格 Lianxin</title><style>${STYLE}</style></head><body><main><h1>连心网格 <span lang="en">Lianxin</span></h1><p>件件有着落，事事有回音</p><p lang="en">Every matter finds its owner, every reporter gets an answer</p></main><nav><ul>${doors}</ul></nav></body></html>`
}
