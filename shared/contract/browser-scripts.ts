/**
 * The scripts a browser loads from us: `functions/desk/<name>.ts`, bundled by infra/cloud/browser-scripts.ts at synth and at a
 * local start. A page names one by its address and the digest of its bytes, so what runs is what was built; the front door
 * allows it by that digest and no other. A page without its script still works.
 */
export const scriptNames = ['desk', 'files'] as const
export type ScriptName = (typeof scriptNames)[number]

/** Where a script lies and the digest of its bytes, as the `integrity` attribute has it: `sha256-<base64>`. */
export type Script = { path: string; integrity: string }
export type Scripts = Readonly<Partial<Record<ScriptName, Script>>>
