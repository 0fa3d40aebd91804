import { sourceBytes, type Skipped } from './read-source.ts'

export type LeftOutWhy = Skipped | 'slow' | 'late'

const words: Record<LeftOutWhy, string> = {
  large: `over ${sourceBytes / 1024} KiB`,
  generated: 'generated or minified',
  binary: 'binary',
  slow: 'too slow to parse',
  unreadable: 'not readable',
  late: 'not read for lack of time',
}

/** How many files were passed over, and why. */
export class LeftOut {
  readonly #counts = new Map<LeftOutWhy, number>()

  add(why: LeftOutWhy, count = 1): void {
    this.#counts.set(why, (this.#counts.get(why) ?? 0) + count)
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
  }

  /** `; left out: 1 binary, 2 over 512 KiB`; empty when there is nothing to tell. */
  get text(): string {
    if (this.total === 0) return ''
    const each = [...this.#counts]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([why, count]) => `${count} ${words[why]}`)
      .join(', ')
    return `; left out: ${each}`
  }
}
