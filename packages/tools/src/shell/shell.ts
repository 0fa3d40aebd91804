import { statSync } from 'node:fs'
import { z } from 'zod'
import {
  defineTool,
  type CommandSpec,
  type Execution,
  type Preparation,
  type Prepared,
  type Tool,
  type ToolContext,
} from '@harness/kernel'
import { resolvePath } from '../files/resolve-path.ts'
import { commandEnvironment, type EnvironmentOptions } from './command-environment.ts'
import { concludeCommand } from './conclude-command.ts'
import { keepingShell, keptFolder } from './kept-shell.ts'
import { gitRuns } from './repository/git-runs.ts'

export interface ShellOptions {
  environment?: EnvironmentOptions
  /** How the loop waits for a command; default `inline`. The model may ask for `background`. */
  execution?: Execution
  /** A folder for what commands keep for one another; without it they keep nothing. Nobody else may read it. */
  state?: string
  /** Commands run in a sandbox, which lacks this: the model may ask for one outside. */
  sandbox?: readonly string[]
  /** Default 2 minutes; for a command in the background a day. */
  timeoutMs?: number
  /** Bytes of output kept on disk; default 64 MiB. A command that writes more is stopped. */
  outputCap?: number
}

const minute = 60_000
const day = 24 * 60 * minute

const Input = z.object({
  command: z.string().min(1).max(100_000),
  cwd: z.string().optional(),
  timeout_ms: z.int().min(1).max(day).optional().describe('default 120000'),
  background: z.boolean().optional(),
  bash: z.boolean().optional(),
})

const keep = z.boolean().optional().describe('folder, exports across calls')
const unsandboxedIn = (lacks: readonly string[]) =>
  z
    .boolean()
    .optional()
    .describe(`asks; sandbox lacks ${lacks.join(', ')}`)

const Kept = Input.extend({ keep })
const Whole = Kept.extend({ unsandboxed: unsandboxedIn([]) })

/** What is not there is not told of either. */
function inputOf({ state, sandbox }: ShellOptions): z.ZodType<z.infer<typeof Whole>> {
  if (!sandbox) return state === undefined ? Input : Kept
  const key = JSON.stringify([state === undefined, ...sandbox])
  const known = walled.get(key)
  if (known) return known
  const unsandboxed = unsandboxedIn(sandbox)
  const made = (state === undefined ? Input : Kept).extend({ unsandboxed })
  walled.set(key, made)
  return made
}

/** By what a sandbox lacks, of which there are a few: a schema costs more than all else of a tool. */
const walled = new Map<string, z.ZodType<z.infer<typeof Whole>>>()

/** Runs a shell command as a task. An exit code other than 0 is a result. */
export const shellTool = (options: ShellOptions = {}): Tool =>
  defineTool({
    name: 'shell',
    description:
      'Run with sh: no terminal, no input. What it leaves running ends with it, but in background.',
    input: inputOf(options),
    effect: 'other',
    prepare: (input, context) => prepareCommand(input, options, context),
    conclude: async (end, spec) => concludeCommand(end, spec),
  })

async function prepareCommand(
  input: z.infer<typeof Whole>,
  options: ShellOptions,
  context: ToolContext,
): Promise<Preparation> {
  const { command, background = false } = input
  const kept = input.keep ? options.state : undefined
  const from = kept === undefined ? undefined : await keptFolder(kept)
  const cwd = input.cwd ?? from ?? '.'
  if (command.includes('\0')) return invalid('invalid_command', 'A command cannot hold NUL.')
  const place = await resolvePath(context.workspace, cwd)
  if ('code' in place) return { kind: 'invalid', ...place }
  if (!statSync(place.path, { throwIfNoEntry: false })?.isDirectory()) {
    return invalid('not_found', `cwd: ${cwd} is not a folder.`)
  }
  const program = input.bash ? 'bash' : '/bin/sh'
  const task: CommandSpec = {
    kind: 'command',
    argv: kept === undefined ? [program, '-c', command] : keepingShell(program, command, kept),
    cwd: place.path,
    env: commandEnvironment(options.environment),
    timeoutMs: input.timeout_ms ?? (background ? day : (options.timeoutMs ?? 2 * minute)),
    outputCap: options.outputCap ?? 64 * 1024 * 1024,
    ...(input.unsandboxed && { unsandboxed: true }),
  }
  const execution = background ? 'background' : (options.execution ?? 'inline')
  const outside = place.outside ? ' (outside the workspace)' : ''
  const where = place.target === '.' ? '' : `# in ${place.target}${outside}\n`
  const free = input.unsandboxed ? '# outside of the sandbox\n' : ''
  const exports = kept === undefined ? '' : '# with the exports of the last command with keep\n'
  // The same words do something else with another PATH: what is judged is the state and the command.
  const target = from === undefined ? command : `. shell-state; ${command}`
  const shown = { target, preview: free + where + exports + command, outside: place.outside }
  const prepared: Prepared = { effect: 'other', access: 'command', ...shown, task, execution }
  const runs = gitRuns(command, place.path, context.workspace)
  if (runs) prepared.gitRuns = runs
  // What one leaves the next one finds: in the model's order.
  if (kept !== undefined) prepared.locks = [kept]
  return { kind: 'ready', prepared }
}

const invalid = (code: string, message: string): Preparation => ({ kind: 'invalid', code, message })
