import type { Node } from '@vscode/tree-sitter-wasm'
import { isCovered, type Piece } from './check-coverage.ts'
import type { Assignment, Command, Reading, Redirection, Word } from './command.ts'
import { readHeredoc } from './read-heredoc.ts'
import { isPublic } from './harmless-variables.ts'
import { readWord } from './read-word.ts'

/** Deeper nesting is unknown. */
const deepest = 60

/** What holds other statements and does nothing by itself. */
const structures = new Set(
  [
    'program list pipeline subshell compound_statement negated_command if_statement elif_clause else_clause',
    'while_statement do_group for_statement case_statement case_item',
  ].flatMap((types) => types.split(' ')),
)

const operators = new Set(
  [
    '; ;; & && | || |& ( ) { } ! if then elif else fi while until for in do done case esac',
    '` $( <( >( [ ] \n',
  ].flatMap((tokens) => tokens.split(' ')),
)

interface Draft {
  words: Word[]
  assignments: Assignment[]
  redirections: Redirection[]
}

/**
 * Makes one list of everything that runs of a syntax tree. It trusts the tree for what begins where, and checks that
 * nothing of the text was passed over; what it has no case for is unknown.
 */
export class TreeReader {
  readonly #text: string
  readonly #commands: Command[] = []
  readonly #unknown = new Set<string>()
  readonly #seen = new Set<number>()
  #pieces: Piece[] = []
  #depth = 0
  /** How many substitutions are around what is read. */
  #within = 0
  /** How many loops are around what is read. */
  #loops = 0
  /** Whether the text and the tree are the same. */
  #covered = true
  /** The simple command that is being read, and how many there were. */
  #command: number | undefined
  #count = 0

  constructor(text: string) {
    this.#text = text
  }

  read(root: Node): Reading {
    this.#scope(root, 0, this.#text.length)
    if (!this.#covered)
      return { kind: 'unparsable', why: 'It is spelled in a way that is not read surely.' }
    return { kind: 'read', commands: this.#commands, unknown: [...this.#unknown] }
  }

  /** Reads statements whose pieces have to cover a range of the text by themselves. */
  #scope(node: Node, from: number, to: number): void {
    const outer = { pieces: this.#pieces, command: this.#command }
    this.#pieces = []
    this.#command = undefined
    this.#depth += 1
    if (this.#depth > deepest) this.#unknown.add('deep nesting')
    else this.#children(node)
    if (!isCovered(this.#text, from, to, this.#pieces)) this.#covered = false
    this.#depth -= 1
    this.#pieces = outer.pieces
    this.#command = outer.command
  }

  #children(node: Node): void {
    for (const child of node.children) {
      if (!child) continue
      if (!child.isNamed) this.#operator(child)
      else this.#statement(child, node)
    }
  }

  #statement(node: Node, parent: Node): void {
    this.#depth += 1
    if (this.#depth > deepest) this.#unknown.add('deep nesting')
    else if (structures.has(node.type)) this.#structure(node)
    else if (node.type === 'comment') this.#comment(node)
    else if (node.type === 'variable_name' && parent.type === 'for_statement') this.#loop(node)
    else if (isSimple(node)) this.#one(node)
    else if (parent.type === 'for_statement') this.#over(this.#word(node))
    else if (/^case_(?:statement|item)$/u.test(parent.type)) this.#word(node)
    else this.#strange(node)
    this.#depth -= 1
  }

  #comment(node: Node): void {
    this.#piece(node, 'comment')
    this.#enclosed(node)
  }

  /** Old shells look for the end of a substitution without reading what is in it. */
  #enclosed({ text }: Node): void {
    if (this.#within > 0 && /[()'"`\\]/u.test(text)) this.#unknown.add('text in a substitution')
  }

  #structure(node: Node): void {
    if (node.type === 'case_statement') this.#enclosed(node)
    const isLoop = /^(?:for|while)_statement$/u.test(node.type)
    if (isLoop) this.#loops += 1
    this.#children(node)
    if (isLoop) this.#loops -= 1
  }

  #one(node: Node): void {
    const outer = this.#command
    this.#count += 1
    this.#command = this.#count
    if (node.type === 'command') this.#simple(node)
    else if (node.type === 'redirected_statement') this.#redirected(node)
    else if (/^variable_assignments?$/u.test(node.type)) this.#assigned(node)
    else this.#flat(node)
    this.#command = outer
  }

  /** Known by no case: what runs inside it is still read, for the rules that forbid. */
  #strange(node: Node): void {
    this.#unknown.add(node.type.replaceAll('_', ' '))
    this.#piece(node, 'operator')
    for (const inner of node.descendantsOfType(['command', 'redirected_statement'])) {
      // Each is read once, however deep it is nested.
      if (!inner || this.#seen.has(inner.id)) continue
      this.#seen.add(inner.id)
      const outer = this.#pieces
      this.#pieces = []
      this.#statement(inner, node)
      this.#pieces = outer
    }
  }

  /** What a loop goes over may be printed in it. */
  #over(word: Word): void {
    const { kind, text } = word
    const isOpen = kind === 'dynamic' ? word.pattern : /[*?[]/u.test(text)
    if (isOpen && /^[/~]|(?:^|\/)\.\.(?:\/|$)|[$`{]/u.test(text))
      this.#unknown.add(`a loop over ${text}`)
  }

  /** The name of a loop's variable: one that no program looks at. */
  #loop(node: Node): void {
    this.#piece(node, 'word')
    if (!/^[a-z_][a-z\d_]*$/u.test(node.text)) this.#unknown.add(`a loop over ${node.text}`)
  }

  #simple(node: Node): void {
    const draft = empty()
    for (const child of node.children) if (child) this.#part(child, draft)
    this.#found(draft, node)
  }

  #redirected(node: Node): void {
    const draft = empty()
    for (const child of node.children) {
      if (!child) continue
      if (child.type === 'command')
        for (const part of present(child.children)) this.#part(part, draft)
      else this.#part(child, draft)
    }
    this.#found(draft, node)
  }

  #found(draft: Draft, { text }: Node): void {
    this.#commands.push({ ...draft, ...(this.#loops > 0 && { again: true }), source: text })
  }

  #assigned(node: Node): void {
    const draft = empty()
    if (node.type === 'variable_assignment') this.#part(node, draft)
    else for (const child of node.children) if (child) this.#part(child, draft)
    this.#found(draft, node)
  }

  /** `[ a = b ]`, `export A=b`: each leaf is a word of a command. */
  #flat(node: Node): void {
    const draft = empty()
    const walk = (one: Node): void => {
      const isTerm = one.type.endsWith('_expression') || one.id === node.id
      if (isTerm) for (const child of present(one.children)) walk(child)
      else if (/^[[\]]$/u.test(one.type)) draft.words.push(this.#bracket(one))
      else draft.words.push(this.#word(one))
    }
    walk(node)
    this.#found(draft, node)
  }

  #bracket(node: Node): Word {
    this.#piece(node, 'word')
    return { kind: 'literal', text: node.type }
  }

  #part(node: Node, draft: Draft): void {
    if (node.type === 'command_name') draft.words.push(this.#word(node))
    else if (node.type === 'variable_assignment') draft.assignments.push(this.#assignment(node))
    else if (node.type === 'file_redirect') this.#redirect(node, draft)
    else if (node.type === 'herestring_redirect') this.#redirect(node, draft)
    else if (node.type === 'heredoc_redirect') this.#heredoc(node, draft)
    else if (!node.isNamed) this.#operator(node)
    else if (isStatement(node)) this.#statement(node, node)
    else draft.words.push(this.#word(node))
  }

  #assignment(node: Node): Assignment {
    this.#piece(node, 'word')
    const found = /^(\w+)=(.*)$/su.exec(node.text)
    const value = node.childForFieldName('value')
    // A value on the next line is a command.
    if (value && found && found[2] !== value.text) this.#covered = false
    if (!found?.[1]) {
      this.#unknown.add('an assignment')
      this.#inner(node)
      return { name: node.text, value: { kind: 'dynamic', text: node.text, why: 'unknown' } }
    }
    return { name: found[1], value: value ? this.#value(value) : { kind: 'literal', text: '' } }
  }

  #redirect(node: Node, draft: Draft): void {
    const [operator, target, ...more] = node.children.flatMap((child) =>
      child && child.type !== 'file_descriptor' ? [child] : [],
    )
    this.#stream(node)
    // `2>` is one piece: with white space between them the number is a word.
    const end = operator?.endIndex ?? node.endIndex
    this.#push({ start: node.startIndex, end, kind: 'operator' })
    if (!operator || !/^(?:\d*)[<>&|-]+$/u.test(this.#text.slice(node.startIndex, end))) {
      this.#unknown.add('a redirection')
    }
    if (operator && target) {
      draft.redirections.push({ operator: operator.type, target: this.#word(target) })
    }
    // The grammar takes what follows a redirection for more of its targets.
    for (const word of more) draft.words.push(this.#word(word))
  }

  /** `{PATH}<a` gives a variable the number of a stream. */
  #stream({ startIndex }: Node): void {
    let at = startIndex
    while (at >= 2 && this.#text.startsWith('\\\n', at - 2)) at -= 2
    if (this.#text.charAt(at - 1) === '}') this.#unknown.add('a named stream')
  }

  #heredoc(node: Node, draft: Draft): void {
    this.#stream(node)
    this.#enclosed(node)
    const heredoc = readHeredoc(node)
    if (!heredoc) this.#unknown.add('a here-document')
    for (const child of node.children) {
      if (!child) continue
      if (!/^(?:<<-?|file_descriptor|heredoc_)/u.test(child.type)) this.#part(child, draft)
      else this.#pieces.push({ start: child.startIndex, end: child.endIndex, kind: 'operator' })
      this.#inner(child)
    }
  }

  #word(node: Node): Word {
    this.#piece(node, 'word')
    return this.#value(node)
  }

  #value(node: Node): Word {
    const read = readWord(node)
    if (read) for (const inner of read.inside) this.#inside(inner)
    else this.#inner(node)
    if (read) return read.word
    this.#unknown.add('unusual quoting')
    return { kind: 'dynamic', text: node.text, why: 'unusual quoting' }
  }

  /** What runs so that a word can be known. */
  #inside(node: Node): void {
    // The grammar looks for a variable's name on the next line too, where a shell sees another command.
    const isVariable = /^\$(?:\w+|[@*#?$!-]|\{\w+\})$/u.test(node.text)
    if (node.type === 'simple_expansion' && !isVariable) this.#covered = false
    if (isVariable) {
      if (!isPublic(node.text.replaceAll(/\W/gu, ''))) this.#unknown.add(`the secret ${node.text}`)
      return
    }
    if (node.type === 'command_substitution' || node.type === 'process_substitution') {
      // Backticks take backslashes away before anything is read.
      if (node.text.startsWith('`') && node.text.includes('\\'))
        this.#unknown.add('quoted backticks')
      this.#within += 1
      this.#scope(node, node.startIndex, node.endIndex)
      this.#within -= 1
      return
    }
    this.#unknown.add(node.type.replaceAll('_', ' '))
    this.#inner(node)
  }

  #inner(node: Node): void {
    for (const inner of present(node.descendantsOfType('command_substitution'))) {
      if (inner.id !== node.id) this.#inside(inner)
    }
  }

  #operator(node: Node): void {
    this.#piece(node, 'operator')
    // A dollar by itself is a word to a shell, and to the grammar one that may end lines later.
    if (node.type === '$') this.#covered = false
    else if (!operators.has(node.type)) this.#unknown.add(`"${node.type}"`)
  }

  #piece({ startIndex, endIndex }: Node, kind: Piece['kind']): void {
    this.#push({ start: startIndex, end: endIndex, kind })
  }

  #push(piece: Piece): void {
    const command = this.#command
    this.#pieces.push(command === undefined ? piece : { ...piece, command })
  }
}

const present = (nodes: readonly (Node | null)[]): Node[] => nodes.filter((node) => node !== null)

const empty = (): Draft => ({ words: [], assignments: [], redirections: [] })

const isSimple = ({ type, text }: Node): boolean =>
  /^(?:command|redirected_statement|variable_assignments?|declaration_command|unset_command)$/u.test(
    type,
  ) ||
  (type === 'test_command' && text.startsWith('[ '))

const isStatement = ({ type }: Node): boolean =>
  structures.has(type) || /_(?:statement|command|definition)$|^command$/u.test(type)
