declare module 'dynalite' {
  import type { Server } from 'node:http'
  /** https://github.com/architect/dynalite: `path` is a LevelDB folder, in memory without one. */
  export default function dynalite(options: { path?: string; createTableMs?: number }): Server
}
