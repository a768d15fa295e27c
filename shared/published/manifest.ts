import { canonicalBytes } from '../report/bytes/canonical.ts'
import { digestOf } from '../report/bytes/digest.ts'

/**
 * The list of a version's files with their digests, bound to the draft and the decisions that made them. It is signed as a
 * DSSE envelope (secure-systems-lab/dsse v1.0): the signature is over the type and the bytes, so that checking it needs
 * no canonical form, and the signed bytes lie beside it as `manifest.json`.
 */
export type Manifest = {
  document: 'lianbao/manifest/1'
  cycle: string
  /** On a unit's own report. */
  unit?: string
  version: number
  publishedAt: string
  draft: string
  definition: { id: string; version: number; digest: string }
  decisions: { stage: string; seat: string; digest: string }[]
  /** The manifest of the version this one corrects. */
  previous?: { version: number; manifest: string }
  /** How far the audit of the cycle went when the version was released, and its head: whoever rewrites it afterwards is found. */
  audit?: { entries: number; head: string }
  /** Paths relative to the manifest, ascending; size in bytes. */
  files: { path: string; sha256: string; size: number }[]
}

/** Where the public site tells which keys its versions are signed with: newest first, PEM after PEM. */
export const publishingKeyFile = 'publishing-key.pem'

const manifestPayloadType = 'application/vnd.lianbao.manifest+json'

/** Canonical bytes of the manifest over these files. */
export function manifestBytes(
  head: Omit<Manifest, 'document' | 'files'>,
  files: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  const manifest: Manifest = {
    document: 'lianbao/manifest/1',
    ...head,
    files: [...files]
      .map(([path, bytes]) => ({ path, sha256: digestOf(bytes), size: bytes.length }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  }
  return canonicalBytes(manifest)
}

/** What the key signs: DSSE's pre-authentication encoding of the manifest's bytes. */
export function bytesToSign(manifest: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(
    `DSSEv1 ${manifestPayloadType.length} ${manifestPayloadType} ${manifest.length} `,
  )
  return new Uint8Array([...head, ...manifest])
}

/** `payload` and `sig` in base64. */
export type SignatureEnvelope = {
  payloadType: string
  payload: string
  signatures: { keyid: string; publicKey: string; sig: string }[]
}

/**
 * `manifest.sig.json`: the envelope. The signature is ECDSA on P-256 over SHA-256 as DER (RFC 3279), which openssl and the users of
 * DSSE read. `publicKey` lets anybody check it; who the key belongs to is for the reader to know (publishing-key.pem).
 */
export function signatureEnvelope(
  manifest: Uint8Array,
  signed: { key: string; signature: Uint8Array; publicKey: string },
): Uint8Array {
  const envelope: SignatureEnvelope = {
    payloadType: manifestPayloadType,
    payload: Buffer.from(manifest).toString('base64'),
    signatures: [
      {
        keyid: signed.key,
        publicKey: signed.publicKey,
        sig: Buffer.from(signed.signature).toString('base64'),
      },
    ],
  }
  return canonicalBytes(envelope)
}
