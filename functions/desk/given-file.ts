/** The bytes of a file that was chosen, dropped or pasted; undefined where the browser cannot open it. */
export async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await new Response(file).arrayBuffer())
  } catch {
    return undefined
  }
}
