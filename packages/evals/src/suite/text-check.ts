import { z } from 'zod'

const texts = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

function compiles(regex: string): boolean {
  try {
    return new RegExp(regex, 'mu') instanceof RegExp
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** What a text must be. All that is said must hold; letters are told apart by their case. */
export const TextCheck = z
  .strictObject({
    contains: texts.optional().describe('It holds all of these.'),
    not_contains: texts.optional().describe('It holds none of these.'),
    regex: z
      .string()
      .min(1)
      .refine(compiles, 'is no regular expression of JavaScript, with the flags `m` and `u`')
      .optional()
      .describe('A JavaScript regular expression that is found in it, with the flags `m` and `u`.'),
    equals: z
      .string()
      .optional()
      .describe('It is this; white space at its end and the kind of its line ends do not count.'),
  })
  .refine((check) => Object.keys(check).length > 0, 'says nothing: give it `contains`, `regex`, …')
export type TextCheck = z.infer<typeof TextCheck>

/** What a file of the workspace must be when the subject is done. */
export const FileCheck = z
  .strictObject({
    ...TextCheck.shape,
    exists: z
      .boolean()
      .optional()
      .describe('False: there must be no such file. Default: there must.'),
    unchanged: z.literal(true).optional().describe('It is what it was before the subject began.'),
  })
  .refine(
    (check) => check.exists !== false || Object.keys(check).length === 1,
    'says what a file is that must not be there: give it `exists: false` alone',
  )
export type FileCheck = z.infer<typeof FileCheck>

/** One text or several, as a list. */
export const listed = (given: string | readonly string[] | undefined): readonly string[] =>
  given === undefined ? [] : typeof given === 'string' ? [given] : given
