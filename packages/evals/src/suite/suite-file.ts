import { z } from 'zod'
import { caseFields } from './case-fields.ts'

/** What a case is called: it names folders and rows of reports. */
export const CaseId = z
  .string()
  .max(120)
  .regex(
    /^[\p{L}\p{N}](?:[\p{L}\p{N}._/ -]*[\p{L}\p{N}_-])?$/u,
    'must begin and end with a letter or a digit, and hold letters, digits, `.`, `_`, `-`, `/` and spaces',
  )

export const CaseFile = z.strictObject({
  id: CaseId,
  task: z.string().min(1).describe('What the subject is told.'),
  ...caseFields,
})
export type CaseFile = z.infer<typeof CaseFile>

const Defaults = z.strictObject(caseFields).describe('For each case that says nothing of its own.')

/** A suite as it is written: JSON, YAML, or the default export of a TypeScript module. */
export const SuiteFile = z.strictObject({
  $schema: z.string().optional().describe('Editors complete and check by it.'),
  name: z.string().min(1).max(120),
  description: z.string().optional(),
  defaults: Defaults.optional(),
  cases: z.array(CaseFile).min(1),
})
export type SuiteFile = z.infer<typeof SuiteFile>
