import { listed, type FileCheck, type TextCheck } from './text-check.ts'
import type { CaseFile, SuiteFile } from './suite-file.ts'
import type { TrajectoryCheck } from './trajectory-check.ts'

/** A command of the shell in a workspace, and what is expected of it. */
export interface CommandCheck {
  run: string
  exitCode: number
  output: TextCheck | undefined
  timeoutMs: number
}

/** One task, with everything said: defaults of the suite and of the harness are in it. */
export interface EvalCase {
  id: string
  task: string
  /** A folder, from the suite's own; null for an empty workspace. */
  workspace: string | null
  files: Readonly<Record<string, string>>
  setup: readonly string[]
  setupTimeoutMs: number
  protect: readonly string[]
  expect: {
    /** Texts that the last answer holds, whatever their case. */
    contains: readonly string[]
    answer: TextCheck | undefined
    files: Readonly<Record<string, FileCheck>>
    commands: readonly CommandCheck[]
  }
  verify: { command: string; timeoutMs: number; feedbackAttempts: number } | null
  trajectory: readonly TrajectoryCheck[]
  grade: { rubric: string; model: string | null } | null
  repeats: number
  limits: CaseLimits
  tags: readonly string[]
}

/** Bounds of one attempt, all its rounds together. */
export interface CaseLimits {
  turns: number
  tokens: number | null
  /** US dollars. */
  cost: number | null
  /** Milliseconds of the subject's work, verification aside. */
  ms: number
}

export interface Suite {
  name: string
  description: string | null
  cases: readonly EvalCase[]
}

const secondsMs = (given: number | undefined, otherwise: number) => (given ?? otherwise) * 1000

/** What a suite says, made explicit. */
export const suiteOf = ({ name, description, defaults = {}, cases }: SuiteFile): Suite => ({
  name,
  description: description ?? null,
  cases: cases.map((own) => caseOf(withDefaults(defaults, own))),
})

/** What a case says, and of the defaults what it says nothing of; limits one by one. */
function withDefaults(defaults: NonNullable<SuiteFile['defaults']>, own: CaseFile): CaseFile {
  const { workspace, workspace_template: template, ...others } = defaults
  const folder = workspace ?? template
  // Two words for one thing: a case that says either has said it.
  const isSaid = own.workspace !== undefined || own.workspace_template !== undefined
  const place = isSaid || folder === undefined ? {} : { workspace: folder }
  return { ...others, ...place, ...own, limits: limitsOf(defaults, own) }
}

const limitsOf = (defaults: Pick<CaseFile, 'limits'>, own: Pick<CaseFile, 'limits'>) => ({
  ...defaults.limits,
  ...own.limits,
})

function caseOf(given: CaseFile): EvalCase {
  const { id, task, expect = {}, limits = {}, grade } = given
  return {
    id,
    task,
    workspace: given.workspace ?? given.workspace_template ?? null,
    files: given.files ?? {},
    setup: listed(given.setup),
    setupTimeoutMs: secondsMs(given.setup_timeout_s, 300),
    protect: given.protect ?? [],
    expect: {
      contains: listed(given.expect_contains),
      answer: expect.answer,
      files: expect.files ?? {},
      commands: (expect.commands ?? []).map(({ run, exit_code, output, timeout_s }) => ({
        run,
        exitCode: exit_code ?? 0,
        output,
        timeoutMs: secondsMs(timeout_s, 300),
      })),
    },
    verify: verifyOf(given),
    trajectory: given.trajectory ?? [],
    grade: grade ? { rubric: grade.rubric, model: grade.model ?? null } : null,
    repeats: given.repeats ?? 1,
    limits: {
      turns: limits.turns ?? 20,
      tokens: limits.tokens ?? null,
      cost: limits.cost ?? null,
      ms: secondsMs(limits.seconds, 900),
    },
    tags: given.tags ?? [],
  }
}

const verifyOf = (given: CaseFile): EvalCase['verify'] =>
  given.verify_command === undefined
    ? null
    : {
        command: given.verify_command,
        timeoutMs: secondsMs(given.verify_timeout_s, 300),
        feedbackAttempts: given.verify_feedback_attempts ?? 1,
      }

/** A suite where it stands: what its paths begin at, and what tells it from a later version of itself. */
export interface LoadedSuite {
  suite: Suite
  /** As it was written, checked: what a run keeps of it. */
  file: SuiteFile
  /** The folder its workspaces are named from. */
  folder: string
  /** Where it was read; null for one that was made by a program. */
  source: string | null
}
