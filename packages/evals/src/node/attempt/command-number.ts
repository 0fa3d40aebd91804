import type { EvalCase } from '../../suite/suite.ts'

type Numbered = Pick<EvalCase, 'setup' | 'expect'>

/** The numbers of a case's commands, each another one whatever comes of the attempt. */
export const commandNumber = {
  setup: (_of: Numbered, index: number): number => index,
  expectation: ({ setup }: Numbered, index: number): number => setup.length + index,
  verification: ({ setup, expect }: Numbered, round: number): number =>
    setup.length + expect.commands.length + round,
}
