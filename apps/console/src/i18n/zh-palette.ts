/** Chinese words of the palette (Ctrl K). */
export const zhPalette = {
  palette: {
    title: '找命令、页面、事件、单位、网格、地点',
    open: '查找',
    placeholder: '输入中文、拼音或首字母',
    results: '查找结果',
    none: '没有找到。换个说法，或只输入几个首字母试试。',
    found: '共 {{count}} 项，↑↓ 选择，回车确定',
    foundByTouch: '共 {{count}} 项，点一下打开',
    state: {
      asking: '正在查找事件和地点…',
      failed: '事件和地点没有查到，请再试一次。命令、页面和单位仍可使用。',
      offline: '网络已断开：只能查找命令、页面和单位。',
    },
    group: {
      recent: '最近使用',
      ticket: '当前事件',
      screen: '本页操作',
      app: '通用',
      go: '前往页面',
      tickets: '事件',
      units: '单位',
      grids: '网格',
      places: '地点',
    },
    theme: {
      light: '切换到浅色外观',
      dark: '切换到深色外观',
      auto: '外观跟随系统',
    },
    largeType: '使用大字',
    normalType: '恢复正常字号',
    toEnglish: '界面改用英文',
    toChinese: '界面改用中文',
    toneOn: '打开紧急提示音',
    toneOff: '关闭紧急提示音',
  },
}
