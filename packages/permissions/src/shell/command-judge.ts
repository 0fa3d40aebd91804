import type { PermissionRule, Permissions, PolicyQuestion } from '@harness/kernel'
import { named, type Decided } from '../decided.ts'
import { matchRule } from '../match-rule.ts'
import { matchTool } from '../match-tool.ts'
import { decideByMode, decideLooking } from '../modes.ts'
import type { Redirection, Word } from './command.ts'
import { covers, isBare, patternFor } from './covers.ts'
import { mayBeSecret } from './is-secret.ts'
import { judgePath, touchesPath, type PathAccess } from './judge-path.ts'
import { placeOf, type Place } from './place.ts'
import type { Part } from './parts-of.ts'

/** The rule that a command is allowed by that is known to only read. */
export const readOnly = 'read-only command'

/** Files of the system that hold nothing of anybody's. */
const devices = /^\/dev\/(?:null|zero|u?random|std(?:in|out|err)|fd\/\d+)$/u

/** Operators that read; those that only join streams or hold their text themselves. Any other one writes. */
const reading = new Set(['<'])
const joining = new Set(['<<<', '>&-', '<&-'])

/** Judges the parts of one command in the order of the text: what goes into a folder changes what comes after it. */
export class CommandJudge {
  readonly #question: PolicyQuestion
  readonly #permissions: Permissions
  readonly #outside: boolean
  readonly #cwd: string | undefined
  /** The rule that allows every use of the tool. */
  readonly #bare: PermissionRule | undefined
  readonly #entered: string[] = []
  #moved = false
  /** Whether it went where it cannot be seen, or out of the workspace. */
  #left = false

  constructor(question: PolicyQuestion, permissions: Permissions) {
    const { outside = false, task } = question.prepared
    this.#question = question
    this.#permissions = permissions
    this.#outside = outside
    this.#cwd = task?.kind === 'command' && task.cwd.startsWith('/') ? task.cwd : undefined
    this.#bare = permissions.rules.find(
      (rule) => rule.decision === 'allow' && isBare(rule) && matchRule(rule, question),
    )
  }

  nothing(): Decided {
    return this.#loud('It runs nothing.')
  }

  unknown(reasons: readonly string[]): Decided[] {
    return reasons.length === 0
      ? []
      : [this.#loud(`It has in it what is not judged: ${reasons.join(', ')}.`)]
  }

  /** What is said of a part, of the files it names, and of what it runs in turn. */
  part(part: Part, covered = false): Decided[] {
    const { command, inside, why } = part
    const rule = this.#coveredBy(part)
    const strange = why ?? this.#elsewhere(part)
    const files = this.files(part)
    const here: Decided[] = []
    if (rule) here.push({ verdict: named(rule), by: rule })
    else if (covered) here.push(this.#quiet())
    else if (strange === undefined) here.push(this.#quiet())
    else here.push(this.#loud(`${shown(command.source)}: ${strange}.`, patternFor(command)))
    this.#enter(command.words)
    return [
      ...here,
      ...files,
      ...inside.flatMap((one) => this.part(one, covered || rule !== undefined)),
    ]
  }

  /** A loop comes back to what stands before a `cd`: nothing is known of where it is. */
  wander(): void {
    this.#moved = true
    this.#left = true
  }

  /** What is said of the files that a part reads and writes. */
  files({ command, paths, names }: Part): Decided[] {
    return [
      ...paths.flatMap((path) => this.#file('read', path)),
      ...names.flatMap((path) => this.#file('name', path)),
      ...command.redirections.flatMap((one) => this.#redirection(one)),
    ]
  }

  #redirection({ operator, target }: Redirection): Decided[] {
    const joins = /^[<>]&$/u.test(operator) && /^(?:\d+|-)$/u.test(target.text)
    if (joins || joining.has(operator)) return []
    return this.#file(reading.has(operator) ? 'read' : 'edit', target)
  }

  #file(use: PathAccess | 'name', word: Word): Decided[] {
    const access = use === 'name' ? 'read' : use
    // A stream that is opened to be written is the file behind it.
    if (access === 'edit' ? word.text === '/dev/null' : devices.test(word.text)) return []
    if (word.kind === 'dynamic') {
      return [
        this.#loud(
          `It ${access === 'read' ? 'reads' : 'writes'} ${shown(word.text)}, which is known only when it runs.`,
        ),
      ]
    }
    const place = this.#placeOf(word.text)
    const hidden = word.kind === 'glob' ? word.hidden : undefined
    const isOpen = use === 'name' ? word.text.includes('..') : mayBeSecret(word.text, hidden)
    const isWide = access === 'edit' || this.#mayMatch() || isOpen
    if (word.kind === 'glob' && isWide) {
      return [this.#loud(`It cannot be seen which files ${shown(word.text)} means.`)]
    }
    const decided = judgePath(use, place, this.#permissions)
    const { decision } = decided.verdict
    const bare = this.#bare
    const lifts =
      decision === 'ask' && decided.by === undefined && decided.verdict.rule.startsWith('mode')
    // Whoever may run every command reads with it what he likes, and writes in the workspace.
    if (bare && lifts && (access === 'read' || !place.outside))
      return [{ verdict: named(bare), by: bare }]
    return decision === 'allow' ? [this.#quiet()] : [decided]
  }

  #placeOf(path: string): Place {
    const folder = { outside: this.#outside || this.#left, entered: this.#entered }
    return placeOf(path, this.#cwd === undefined ? folder : { ...folder, cwd: this.#cwd })
  }

  /** Whether there are rules over paths that names not known yet might meet. */
  #mayMatch(): boolean {
    const any = { target: '', outside: false, reached: [], spellings: [''] }
    return this.#permissions.rules.some(
      (rule) =>
        rule.decision !== 'allow' &&
        rule.pattern !== undefined &&
        touchesPath({ ...rule, pattern: '**' }, 'read', any),
    )
  }

  #coveredBy({ command }: Part): PermissionRule | undefined {
    const { tool } = this.#question
    return (
      this.#bare ??
      this.#permissions.rules.find(
        ({ decision, tool: glob, access = 'command', pattern }) =>
          decision === 'allow' &&
          access === 'command' &&
          pattern !== undefined &&
          !this.#outside &&
          !this.#left &&
          matchTool(glob, tool) &&
          covers(pattern, command),
      )
    )
  }

  /** What needs no path finds what is there. What a repository names is known of this one, not of one that was gone into. */
  #elsewhere({ command }: Part): string | undefined {
    if (this.#left) return 'it is run in a folder that is not known'
    const [program] = command.words
    if (!/(?:^|\/)git$/u.test(program?.text ?? '')) return undefined
    if (this.#moved) return 'git in another folder does what the configuration there says'
    const { gitRuns } = this.#question.prepared
    return gitRuns && `git does here what the repository says: ${gitRuns.map(shown).join(', ')}`
  }

  #enter([program, ...words]: readonly Word[]): void {
    if (program?.text !== 'cd') return
    this.#moved = true
    const folders = words.filter(({ text }) => text !== '--' && !/^-[LPe]+$/u.test(text))
    // With none it is the home. Of two, shells take the first, the last, or neither.
    if (folders.length === 0) this.#left = true
    const last = this.#entered.at(-1)
    for (const { kind, text } of folders) {
      const seen = kind === 'literal' && text !== '-' && this.#entered.length < 20
      if (!seen || this.#placeOf(text).outside) this.#left = true
      if (seen) this.#entered.push(text, ...(last === undefined ? [] : [`${last}/${text}`]))
    }
  }

  #quiet(): Decided {
    const { mode } = this.#permissions
    const decision = decideLooking(mode, this.#outside)
    if (decision === 'allow') return { verdict: { decision, rule: readOnly } }
    return this.#loud('')
  }

  /** In `auto` the sandbox is trusted with what nobody knows. */
  #isWalled(): boolean {
    const { mode, sandbox } = this.#permissions
    const { task, outside } = this.#question.prepared
    const isFree = task?.kind === 'command' && task.unsandboxed === true
    return mode === 'auto' && sandbox === true && !isFree && !outside
  }

  /** What the mode says of commands that may do more than read. */
  #loud(reason: string, pattern?: string): Decided {
    const { mode } = this.#permissions
    const bare = this.#bare
    if (bare) return { verdict: named(bare), by: bare }
    const { prepared } = this.#question
    const decision = this.#isWalled() ? 'allow' : decideByMode(mode, prepared)
    const verdict = {
      decision,
      rule: `mode ${mode}: command${this.#isWalled() ? ' in the sandbox' : ''}`,
      ...(reason === '' ? {} : { reason }),
    }
    return { verdict, patterns: pattern === undefined ? [] : [pattern] }
  }
}

/** A piece of a command as a person may read it: short, without what a terminal would act on. */
const shown = (text: string): string => {
  const short = text.length > 80 ? `${text.slice(0, 79)}…` : text
  return JSON.stringify(short)
}
