import type { Parser } from '@vscode/tree-sitter-wasm'
import type { Command, Word } from './command.ts'
import { isHarmlessValue, isHarmlessVariable } from './harmless-variables.ts'
import { knownProgram } from './programs/known-programs.ts'
import type { Use } from './programs/program.ts'
import { useOf } from './programs/use-of.ts'
import { unwrap } from './unwrap.ts'

/** One command of a text, and what is known of it. */
export interface Part {
  readonly command: Command
  /** Files it reads. */
  readonly paths: readonly Word[]
  /** Files that it names, with nothing of what is in them. */
  readonly names: readonly Word[]
  /** Why it is not known to only read. */
  readonly why?: string
  /** What it runs in turn. */
  readonly inside: readonly Part[]
}

/** Commands in commands in commands, and so on. */
const deepest = 5

export function partsOf(commands: readonly Command[], parser: Parser, depth = 0): Part[] {
  return commands.map((command) => {
    const use = useOfCommand(command, parser)
    const runs = use.runs ?? []
    const deep = depth >= deepest && runs.length > 0
    const why = deep ? 'it runs commands in commands in commands' : (whyOf(use) ?? strange(command))
    return {
      command,
      paths: use.kind === 'reads' ? use.paths : [],
      names: use.kind === 'reads' ? (use.names ?? []) : [],
      inside: deep ? [] : partsOf(runs, parser, depth + 1),
      ...(why === undefined ? {} : { why }),
    }
  })
}

const whyOf = (use: Use): string | undefined => (use.kind === 'unknown' ? use.why : undefined)

function useOfCommand(command: Command, parser: Parser): Use {
  const {
    words: [program, ...words],
    redirections,
    assignments,
  } = command
  if (!program) {
    const alone = redirections.length > 0 && assignments.length === 0
    return alone ? { kind: 'reads', paths: [] } : { kind: 'unknown', why: 'it sets a variable' }
  }
  const wrapped = unwrap(command, parser)
  if (wrapped) return wrapped
  if (program.kind !== 'literal') {
    return { kind: 'unknown', why: `the program is known only when it runs: ${program.text}` }
  }
  const known = knownProgram(program.text)
  if (!known) return { kind: 'unknown', why: `${program.text} is not known to only read` }
  return useOf(known, words)
}

function strange({ assignments }: Command): string | undefined {
  const found = assignments.find(
    ({ name, value }) =>
      !isHarmlessVariable(name) || value.kind !== 'literal' || !isHarmlessValue(value.text),
  )
  return found && `it is given the variable ${found.name}`
}
