import type { Subject, SubjectEnd, SubjectOptions, SubjectWork } from '@harness/kernel'

type Act = (
  work: SubjectWork,
  options: SubjectOptions,
) => Partial<SubjectEnd> | void | Promise<Partial<SubjectEnd> | void>

/** A subject without a session: it does what the function does, and keeps what it was asked. */
export interface ActingSubject extends Subject {
  works: SubjectWork[]
  released: string[]
}

const done: SubjectEnd = {
  reason: 'done',
  limit: null,
  fault: null,
  answer: 'It is done.',
  session: null,
}

export function actingSubject(
  act: Act,
  facts: Subject['facts'] = { kind: 'acting' },
): ActingSubject {
  const works: SubjectWork[] = []
  const released: string[] = []
  return {
    name: 'acting',
    facts,
    works,
    released,
    async run(work, options) {
      options.signal.throwIfAborted()
      works.push({ ...work, says: [...work.says] })
      const end = await act(work, options)
      options.signal.throwIfAborted()
      return { ...done, ...end }
    },
    async release({ id }) {
      released.push(id)
    },
  }
}
