import { z } from 'zod'
import { isInnerGlob } from './is-inner-glob.ts'
import { FileCheck, TextCheck } from './text-check.ts'
import { TrajectoryCheck } from './trajectory-check.ts'

const texts = z.union([z.string().min(1), z.array(z.string().min(1))])
const seconds = z.number().positive()

const Glob = z
  .string()
  .min(1)
  .refine(
    isInnerGlob,
    'must be a glob of paths inside the workspace: relative, with forward slashes, without `..`, its brackets closed',
  )

/** A path inside a workspace: relative, with forward slashes, and never out of it. */
const InnerPath = z
  .string()
  .min(1)
  .refine(
    (path) => !path.startsWith('/') && !path.includes('\\') && !path.split('/').includes('..'),
    'must be a path inside the workspace: relative, with forward slashes, without `..`',
  )

const Command = z.strictObject({
  run: z.string().min(1).describe('A command of the shell, in the workspace.'),
  exit_code: z.int().optional().describe('Default: 0.'),
  output: TextCheck.optional().describe('What it wrote, standard output and errors together.'),
  timeout_s: seconds.optional().describe('Default: 300.'),
})

const Grade = z.strictObject({
  rubric: z
    .string()
    .min(1)
    .describe('What a model is asked to decide by: it sees the task, the answer and the changes.'),
  model: z.string().min(1).optional().describe('Which one. Default: the one that is measured.'),
})

/** What a case may say, and what a suite may say for all of its cases. */
export const caseFields = {
  workspace: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A folder, from the suite’s own. Every attempt works in a copy of it. Default: empty.',
    ),
  workspace_template: z.string().min(1).optional().describe('Another word for `workspace`.'),
  files: z
    .record(InnerPath, z.string())
    .optional()
    .describe('Files that are laid over the copy: their text by path.'),
  setup: texts
    .optional()
    .describe(
      'Commands in the copy before the subject begins. One that fails is no fault of the subject.',
    ),
  setup_timeout_s: seconds.optional().describe('Of each of them. Default: 300.'),
  protect: z
    .array(Glob)
    .optional()
    .describe(
      'Globs of files that are put back, and of new ones that are taken away, before anything is verified.',
    ),
  expect_contains: texts
    .optional()
    .describe('Texts that the last answer holds, whatever their case.'),
  expect: z
    .strictObject({
      answer: TextCheck.optional().describe('What the last answer is.'),
      files: z.record(InnerPath, FileCheck).optional().describe('What files are, by path.'),
      commands: z.array(Command).optional().describe('What commands say after all is done.'),
    })
    .optional(),
  verify_command: z
    .string()
    .min(1)
    .optional()
    .describe(
      'A command of the shell, in the workspace: exit code 0 is right, any other is wrong.',
    ),
  verify_timeout_s: seconds.optional().describe('Default: 300.'),
  verify_feedback_attempts: z
    .int()
    .nonnegative()
    .optional()
    .describe(
      'How often the subject is shown what the verification said, and may mend it. Default: 1.',
    ),
  trajectory: z.array(TrajectoryCheck).optional().describe('What must be true of its way.'),
  grade: Grade.optional().describe('What a model thinks of it.'),
  repeats: z.int().positive().max(1000).optional().describe('How often it is tried. Default: 1.'),
  limits: z
    .strictObject({
      turns: z.int().positive().optional().describe('Model calls. Default: 20.'),
      tokens: z.int().positive().optional(),
      cost: z.number().positive().optional().describe('US dollars.'),
      seconds: seconds
        .optional()
        .describe('Of the subject’s work, verification aside. Default: 900.'),
    })
    .optional()
    .describe('Of one attempt, feedback included.'),
  tags: z.array(z.string().min(1)).optional(),
}
