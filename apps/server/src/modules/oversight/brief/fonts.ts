import { readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where systems keep their fonts. */
const PLACES = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  join(homedir(), '.fonts'),
  join(homedir(), '.local/share/fonts'),
  '/System/Library/Fonts',
  '/Library/Fonts',
  'C:\\Windows\\Fonts',
]
/** Files of fonts with Chinese letters, by the names they are given out under. */
const CHINESE =
  /^(noto(serif|sans)(mono)?(cjk|sc)|sourcehan|sim(sun|hei|fang|kai)|msyh|pingfang|songti|stsong|stheiti|hiragino|wqy|fz)/i
const FONT = /\.(ttf|ttc|otf|otc)$/i

/**
 * Folders with a Chinese font; empty where the machine has none.
 * @param places  where to look, folders below included
 */
export async function listFontFolders(places: readonly string[] = PLACES): Promise<readonly string[]> {
  const folders = new Set<string>()
  for (const place of places) {
    const found = await readdir(place, { recursive: true, withFileTypes: true }).catch(() => [])
    for (const file of found) if (FONT.test(file.name) && CHINESE.test(file.name)) folders.add(file.parentPath)
  }
  return [...folders]
}
