import { keysOf, valueAt } from './keys-of.ts'
import type { SuiteFault } from './shape-faults.ts'

/**
 * What has the shape of a suite and no sense. Looks at a suite as it was written, whatever its shape, so that all faults
 * are told at once.
 */
export function senseFaults(value: unknown): SuiteFault[] {
  const defaults = keysOf(valueAt(value, ['defaults']))
  const cases = valueAt(value, ['cases'])
  const listed: unknown[] = Array.isArray(cases) ? cases : []
  return [
    ...twoWords(defaults, ['defaults']),
    ...(listed.some((one) => keysOf(one).has('verify_command'))
      ? []
      : nothingToVerify(defaults, defaults, ['defaults'])),
    ...listed.flatMap((one, place) => caseFaults(keysOf(one), defaults, ['cases', place])),
    ...sameIds(listed),
  ]
}

type Fields = ReadonlyMap<string, unknown>
type Path = readonly PropertyKey[]

function caseFaults(own: Fields, defaults: Fields, path: Path): SuiteFault[] {
  const all = new Map([...defaults, ...own])
  return [
    ...twoWords(own, path),
    ...nothingToVerify(own, all, path),
    ...(own.size > 0 && !asksSomething(all)
      ? [
          {
            path,
            says: 'checks nothing, so it could not fail: give it verify_command, expect_contains, expect, trajectory or grade',
          },
        ]
      : []),
  ]
}

/** What is said about a verification where there is none. */
const nothingToVerify = (own: Fields, all: Fields, path: Path): SuiteFault[] =>
  all.has('verify_command')
    ? []
    : ['verify_feedback_attempts', 'verify_timeout_s']
        .filter((key) => own.has(key))
        .map((key) => ({ path: [...path, key], says: 'needs a verify_command' }))

const twoWords = (fields: Fields, path: Path): SuiteFault[] =>
  fields.has('workspace') && fields.has('workspace_template')
    ? [
        {
          path: [...path, 'workspace_template'],
          says: 'is another word for workspace: say one of them',
        },
      ]
    : []

function asksSomething(fields: Fields): boolean {
  const expect = keysOf(fields.get('expect'))
  return (
    ['verify_command', 'grade'].some((key) => fields.has(key)) ||
    ['expect_contains', 'trajectory'].some((key) => isSaid(fields.get(key))) ||
    [...expect.values()].some(isSaid)
  )
}

/** Something, and no empty list or map. */
const isSaid = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  (typeof value !== 'object' || Object.keys(value).length > 0)

/** Ids name folders, and there are disks that do not tell large letters from small ones. */
function sameIds(cases: readonly unknown[]): SuiteFault[] {
  const first = new Map<string, { id: string; place: number }>()
  return cases.flatMap((one, place) => {
    const id = keysOf(one).get('id')
    if (typeof id !== 'string') return []
    const name = id.normalize('NFKC').toLowerCase()
    const before = first.get(name)
    if (!before) {
      first.set(name, { id, place })
      return []
    }
    const other = before.id === id ? '' : ` ("${before.id}"; large and small letters are one)`
    return [
      { path: ['cases', place, 'id'], says: `is the id of case ${before.place + 1} too${other}` },
    ]
  })
}
