import { element } from './element.ts'
import type { FilesScript } from './files.ts'
import type { Sheet } from './sheet.ts'

/** The script that reads what is pasted, dropped or chosen: loaded once, when it is needed, and asked for again where it failed. */
export function filesScript(sheet: Sheet): () => Promise<FilesScript | undefined> {
  let script: Promise<FilesScript> | undefined
  return async () => {
    script ??= loadFiles(sheet)
    try {
      return await script
    } catch {
      script = undefined
      return undefined
    }
  }
}

function loadFiles({ data }: Sheet): Promise<FilesScript> {
  return new Promise((resolve, reject) => {
    if (!data.files) return reject(new Error('this page has no such script'))
    const script = element('script', { src: data.files.path, integrity: data.files.integrity })
    script.addEventListener('load', () => resolve((window as unknown as { lianbaoFiles: FilesScript }).lianbaoFiles))
    script.addEventListener('error', () => reject(new Error('the script is gone')))
    document.head.append(script)
  })
}
