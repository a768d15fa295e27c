import { toolFolder } from '../shared/contract/public-site.ts'
import { chooserPage } from '../shared/pages/site/chooser-page.ts'
import { verifyPage } from '../shared/pages/site/verify-page.ts'
import { verifyTexts } from '../shared/words/public/verify-texts.ts'
import { fileIn } from '../shared/words/words-in.ts'
import { checkPageFiles } from './check-page.ts'
import { namedByDigest, told, toolScript } from './tool-script.ts'

/** Every page of the public site that computes in the reader's browser, with its script: path → bytes. Files of a release, not of a publication. */
export const toolFiles = (): Map<string, Uint8Array> =>
  new Map([...checkPageFiles(), ...verifyPageFiles(), ...chooserFiles()])

function chooserFiles(): [string, Uint8Array][] {
  const text = toolScript('chooser')
  const script = namedByDigest('chooser', text)
  return [
    ...(['zh', 'en'] as const).map((language): [string, Uint8Array] => [
      `${toolFolder}/${fileIn('data', language)}`,
      utf8(chooserPage(script, language)),
    ]),
    [`${toolFolder}/${script}`, utf8(text)],
  ]
}

function verifyPageFiles(): [string, Uint8Array][] {
  const text = toolScript('verify-page')
  const script = namedByDigest('verify', text)
  return [
    ...(['zh', 'en'] as const).map((language): [string, Uint8Array] => [
      `${toolFolder}/${fileIn('verify', language)}`,
      utf8(verifyPage(script, language)),
    ]),
    [`${toolFolder}/${script}`, utf8(text)],
    ['verify.html', told('verify', verifyTexts.title)],
  ]
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
