import { harnessSubject, SdkError, type Options } from '@harness/sdk'
import type { LabSubject } from './lab-subject.ts'

/** A model that was not run, and why. */
export interface LeftOut {
  name: string
  reason: string
}

/** What a machine may lack, and a later one have: no reason to refuse the others. */
const lacking: ReadonlySet<string> = new Set(['missing_key', 'missing_model', 'bad_endpoint'])

/**
 * Looks at every model before the first is run.
 * @throws SdkError for a name that nothing has, and for options that mean nothing.
 */
export async function usableSubjects(subjects: readonly LabSubject[]): Promise<{
  usable: LabSubject[]
  leftOut: LeftOut[]
}> {
  const usable: LabSubject[] = []
  const leftOut: LeftOut[] = []
  for (const each of subjects) {
    const found = await look(each.options)
    if ('reason' in found) leftOut.push({ name: each.name, reason: found.reason })
    else usable.push({ ...each, name: each.name === 'default' ? found.name : each.name })
  }
  return { usable, leftOut }
}

/** What it turns out to be called, or why it cannot be run here. */
async function look(options: Options): Promise<{ name: string } | { reason: string }> {
  try {
    const { name } = await harnessSubject(options)
    return { name }
  } catch (error) {
    if (error instanceof SdkError && lacking.has(error.code)) return { reason: error.message }
    throw error
  }
}
