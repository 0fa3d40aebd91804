import { UsageError } from '../outcome/usage-error.ts'
import type { Telling } from '../print/progress.ts'
import { outputFormats, type OutputFormat } from './flags.ts'

interface OutputValues {
  'output-format'?: string
  quiet?: boolean
  verbose?: boolean
}

export const formatOf = (values: OutputValues): OutputFormat =>
  outputFormats.find((format) => format === values['output-format']) ?? 'text'

export function tellingOf({ quiet, verbose }: OutputValues): Telling {
  if (quiet && verbose)
    throw new UsageError('--quiet and --verbose contradict each other: give one.')
  if (quiet) return 'quiet'
  return verbose ? 'verbose' : 'usual'
}
