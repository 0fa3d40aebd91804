/** Commands that stand alone; `q`, `Q` and `l` with a number behind them. */
const plain = new Set('=dDgGhHnNpPxz')
const numbered = new Set('qQl')

/**
 * Whether a sed script only edits the stream: no command that runs, reads or writes another file (`e`, `r`, `R`, `w`, `W`,
 * `F`, and their flags of `s`). What it cannot read has no place in it.
 */
export const isQuietSed = (script: string): boolean => new SedScript(script).isQuiet()

class SedScript {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  isQuiet(): boolean {
    while (this.#at < this.#text.length) {
      if (this.#skip(/[\s;{}]/uy)) continue
      if (!this.#address() || !this.#command()) return false
    }
    return true
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (!found || found[0] === '') return false
    this.#at += found[0].length
    return true
  }

  /** None, one or two, and what may stand behind them. */
  #address(): boolean {
    const one = this.#oneAddress()
    if (one === undefined) return false
    this.#skip(/\s+/uy)
    if (one && this.#skip(/,\s*/uy)) {
      this.#skip(/[+~](?=\d)/uy)
      if (!this.#oneAddress()) return false
    }
    this.#skip(/[\s!]+/uy)
    return true
  }

  /** Whether there is one; undefined where it cannot be read. */
  #oneAddress(): boolean | undefined {
    if (this.#skip(/\$|\d+(?:~\d+)?/uy)) return true
    const escaped = this.#skip(/\\(?=[^\n\\])/uy)
    const delimiter = this.#text.charAt(this.#at)
    if (!escaped && delimiter !== '/') return false
    this.#at += 1
    if (!this.#until(delimiter)) return undefined
    this.#skip(/[IM]+/uy)
    return true
  }

  #command(): boolean {
    const name = this.#text.charAt(this.#at)
    this.#at += 1
    if (plain.has(name)) return this.#end()
    if (numbered.has(name)) {
      this.#skip(/\s*\d+/uy)
      return this.#end()
    }
    if (name === '{' || name === '}') return true
    if (name === 'w') return this.#nowhere()
    if (name !== 's' && name !== 'y') return false
    const delimiter = this.#text.charAt(this.#at)
    if (delimiter === '' || /[\s\\]/u.test(delimiter)) return false
    this.#at += 1
    if (!this.#until(delimiter) || !this.#until(delimiter)) return false
    if (name !== 's') return this.#end()
    this.#skip(/[gpiIM\d]+/uy)
    return this.#skip(/w/uy) ? this.#nowhere() : this.#end()
  }

  /** Passes the delimiter. One in brackets is read in two ways by the seds there are. */
  #until(delimiter: string): boolean {
    const from = this.#at
    for (; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text.charAt(this.#at)
      if (character === '\n') return false
      if (character === '\\') {
        this.#at += 1
      } else if (character === delimiter) {
        const read = this.#text.slice(from, this.#at)
        this.#at += 1
        return !isOpenBracket(read) && !(read.includes('[') && read.includes(`\\${delimiter}`))
      }
    }
    return false
  }

  /** A name reaches to the end of the line. */
  #nowhere(): boolean {
    return this.#skip(/[ \t]*\/dev\/null(?=\n|$)/uy)
  }

  #end(): boolean {
    return (
      this.#skip(/\s*(?:[;\n]|(?=\})|$)/uy) || this.#at >= this.#text.length || this.#isClosing()
    )
  }

  #isClosing(): boolean {
    return /^\s*\}/u.test(this.#text.slice(this.#at))
  }
}

/** Whether the delimiter behind a text may stand in brackets. */
function isOpenBracket(text: string): boolean {
  let at = text.indexOf('[')
  while (at >= 0) {
    const [start = ''] = /^\[\^?\]?/u.exec(text.slice(at)) ?? []
    const end = text.indexOf(']', at + start.length)
    if (end < 0 || text.charAt(end - 1) === '\\') return true
    at = text.indexOf('[', end + 1)
  }
  return false
}
