/** How often something happened: a simulator in which a thing never happens has proved nothing about it. */
export class Counters {
  readonly counts = new Map<string, number>()

  met(what: string, times = 1): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + times)
  }

  add(other: Counters): void {
    for (const [what, times] of other.counts) this.met(what, times)
  }
}
