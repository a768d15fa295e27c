import type { LocalizedText } from '../../report/report-definition.ts'

/** A file that was given and cannot be opened: what a browser makes of a folder, of a locked file, of one that only a cloud has. */
export const unopenedFile: LocalizedText = {
  zh: '打不开。如果是文件夹，请选里面的文件；如果在网盘里，或者别的程序正开着它，请先存到这台电脑上再选',
  en: 'cannot be opened. If it is a folder, give the files in it; if it lies in a cloud or is open in another program, save it on this computer first',
}

export const unopenedNamed = (name: string): LocalizedText => ({
  zh: `“${name}”${unopenedFile.zh}。`,
  en: `“${name}” ${unopenedFile.en}.`,
})
