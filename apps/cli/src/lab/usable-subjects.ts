import { harnessSubject, SdkError, type Options, type Subject } from '@harness/sdk'
import type { LabSubject } from './lab-subject.ts'

/** A model that was not run, and why. */
export interface LeftOut {
  name: string
  reason: string
}

/** What a machine may lack, and a later one have: no reason to refuse the others. */
const lacking: ReadonlySet<string> = new Set(['missing_key', 'missing_model', 'bad_endpoint'])

export interface UsableSubject extends LabSubject {
  subject: Subject
}

/**
 * Looks at every model before the first is run.
 * @throws SdkError for a name that nothing has, and for options that mean nothing.
 */
export async function usableSubjects(subjects: readonly LabSubject[]): Promise<{
  usable: UsableSubject[]
  leftOut: LeftOut[]
}> {
  const usable: UsableSubject[] = []
  const leftOut: LeftOut[] = []
  for (const each of subjects) {
    const found = await look(each.options)
    if (typeof found === 'string') leftOut.push({ name: each.name, reason: found })
    else
      usable.push({
        ...each,
        name: each.name === 'default' ? found.name : each.name,
        subject: found,
      })
  }
  return { usable, leftOut }
}

async function look(options: Options): Promise<Subject | string> {
  try {
    return await harnessSubject(options)
  } catch (error) {
    if (error instanceof SdkError && lacking.has(error.code)) return error.message
    throw error
  }
}
