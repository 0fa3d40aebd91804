// A line that is read at the bottom of a terminal. Owns: it can be taken away for other output, and comes back as it was.
import type { Screen } from '../print/screen.ts'
import { widthOf } from '../print/text-width.ts'
import type { Typed } from '../print/typed-window.ts'
import { isCtrl, isEnter, type Key } from './key.ts'
import type { Keyboard } from './keyboard.ts'
import { promptRows, type PromptRows } from './prompt-rows.ts'
import { emptyLine, insert, lineOf, typeKey } from './typed-line.ts'

export interface Prompting {
  keyboard: Keyboard
  screen: Screen & { rows?: number }
  prompt: string
  /** What is typed already. */
  line?: Typed
  /** What was said before, the oldest first. */
  history?: readonly string[]
  /** Ctrl-C; answers whether the line is read on. */
  interrupted(line: Typed): boolean
  escaped?(): void
  /** Enter on an empty line does nothing. */
  wantsWords?: true
}

/** What came: a line; or the end, by Ctrl-D or Ctrl-C. */
export type Said = { kind: 'line'; text: string } | { kind: 'end' } | { kind: 'interrupted' }

const eraseBelow = '\u{1b}[J'

export class Prompt {
  readonly #prompting: Prompting
  readonly #said = Promise.withResolvers<Said>()
  readonly #release: () => void
  #line: Typed
  /** Place in the history; its end is what is typed now. */
  #past: number
  #draft = ''
  /** What stands on the screen, and for how many columns it was laid out. */
  #drawn: { rows: PromptRows; columns: number } | undefined
  #isHidden = false

  constructor(prompting: Prompting) {
    this.#prompting = prompting
    this.#line = prompting.line ?? emptyLine
    this.#past = prompting.history?.length ?? 0
    this.#release = prompting.keyboard.read((key) => this.#press(key))
    process.stderr.on('resize', this.#redraw)
    this.#draw()
  }

  get result(): Promise<Said> {
    return this.#said.promise
  }

  /** Takes it off the screen; `show` brings it back. */
  hide(): void {
    this.#erase()
    this.#isHidden = true
  }

  show(): void {
    this.#isHidden = false
    this.#draw()
  }

  /** Ends it without a result; answers what was typed. */
  takeAway(): Typed {
    this.#end()
    this.#erase()
    return this.#line
  }

  /** There is nobody any more. */
  end(): void {
    this.#finish({ kind: 'end' })
  }

  #press(key: Key): void {
    const { interrupted, history = [] } = this.#prompting
    if (isEnter(key)) return this.#enter()
    if (isCtrl(key, 'c')) {
      const goesOn = interrupted(this.#line)
      return goesOn ? this.#set(emptyLine) : this.#finish({ kind: 'interrupted' })
    }
    if (isCtrl(key, 'd') && this.#line.text === '') return this.#finish({ kind: 'end' })
    if (key.name === 'escape') return this.#prompting.escaped?.()
    if (isCtrl(key, 'l')) return this.#clearScreen()
    if (key.name === 'up' || isCtrl(key, 'p')) return this.#recall(this.#past - 1, history)
    if (key.name === 'down' || isCtrl(key, 'n')) return this.#recall(this.#past + 1, history)
    this.#set(typeKey(this.#line, key))
  }

  /** A backslash at the end goes on in the next row. */
  #enter(): void {
    const { text } = this.#line
    if (text.endsWith('\\')) return this.#set(insert(lineOf(text.slice(0, -1)), '\n'))
    if (this.#prompting.wantsWords && text.trim() === '') return
    this.#set(lineOf(text))
    this.#finish({ kind: 'line', text })
  }

  #recall(past: number, history: readonly string[]): void {
    if (past < 0 || past > history.length) return
    if (this.#past === history.length) this.#draft = this.#line.text
    this.#past = past
    this.#set(lineOf(history[past] ?? this.#draft))
  }

  #set(line: Typed): void {
    this.#line = line
    this.#draw()
  }

  #finish(said: Said): void {
    this.#end()
    if (this.#drawn) this.#prompting.screen.write(`${down(this.#drawn.rows)}\r\n`)
    this.#drawn = undefined
    this.#said.resolve(said)
  }

  #end(): void {
    this.#release()
    process.stderr.off('resize', this.#redraw)
  }

  #clearScreen(): void {
    this.#drawn = undefined
    this.#prompting.screen.write('\u{1b}[H\u{1b}[2J')
    this.#draw()
  }

  readonly #redraw = (): void => this.#draw()

  #draw(): void {
    const { screen, prompt } = this.#prompting
    if (this.#isHidden) return
    const columns = Math.max(8, screen.columns || 80)
    const most = Math.max(1, (screen.rows || 24) - 1)
    const rows = promptRows(prompt, this.#line, { columns, most })
    const below = rows.rows.length - 1 - rows.row
    screen.write(
      `${this.#home()}${rows.rows.join('\r\n')}${below > 0 ? `\u{1b}[${below}A` : ''}\r${right(rows.column)}`,
    )
    this.#drawn = { rows, columns }
  }

  #erase(): void {
    if (this.#drawn) this.#prompting.screen.write(this.#home())
    this.#drawn = undefined
  }

  /** To where it begins, with everything below gone. Rows that a narrower terminal broke count as it broke them. */
  #home(): string {
    if (!this.#drawn) return ''
    const { rows } = this.#drawn
    const columns = this.#prompting.screen.columns || 80
    const above = rows.rows
      .slice(0, rows.row)
      .reduce((sum, row) => sum + Math.max(1, Math.ceil(widthOf(row) / columns)), 0)
    const up = above + Math.floor(rows.column / columns)
    return `\r${up > 0 ? `\u{1b}[${up}A` : ''}${eraseBelow}`
  }
}

const right = (column: number) => (column > 0 ? `\u{1b}[${column}C` : '')

/** From the cursor to the last row. */
const down = ({ rows, row }: PromptRows) =>
  rows.length - 1 > row ? `\u{1b}[${rows.length - 1 - row}B` : ''
