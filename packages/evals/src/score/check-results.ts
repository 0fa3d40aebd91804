import { EvalsError } from '../evals-error.ts'
import type { CommandRecord } from '../record/command-record.ts'
import type { CheckResult } from '../record/verdict.ts'
import type { CommandCheck, EvalCase } from '../suite/suite.ts'
import { fileFaults } from './check-file.ts'
import { trajectoryFaults } from './check-trajectory.ts'
import { commandFault, commandText } from './command-text.ts'
import type { Evidence, Round } from './evidence.ts'
import { oneLine, quoted } from './one-line.ts'
import { missingTexts, textFaults } from './text-faults.ts'

/**
 * Everything a case asks, one by one: `verify`, `expect_contains`, `expect.answer`, files, commands, trajectory, grade. A
 * grade is asked for when all else holds; where something does not, it is left out.
 *
 * @throws EvalsError `not_recorded` where the record has not what is asked for: a check that was not there when it ran.
 */
export function checkResults(theCase: EvalCase, evidence: Evidence, last: Round): CheckResult[] {
  const checks = ruledResults(theCase, evidence, last)
  const isOpen = last.end.reason === 'done' && checks.every(({ passed }) => passed)
  return isOpen ? [...checks, ...graded(theCase, evidence)] : checks
}

function ruledResults(theCase: EvalCase, evidence: Evidence, last: Round): CheckResult[] {
  const { verify, expect, trajectory } = theCase
  const { observed, trace } = evidence
  const { answer } = last.end
  const missing = missingTexts(answer, expect.contains)
  const said = expect.answer && told(textFaults(answer, expect.answer), 'the answer', answer)
  return [
    ...(verify ? [verified(theCase, verify.command, last)] : []),
    ...(expect.contains.length > 0
      ? [result('expect_contains', missing.length === 0 ? [] : [lacks(missing, answer)])]
      : []),
    ...(said ? [result('expect.answer', said)] : []),
    ...Object.entries(expect.files).map(([path, check]) => {
      const file = observed.files[path]
      if (!file) throw notRecorded(theCase, `the file ${path}`)
      return result(`expect.files.${path}`, fileFaults(file, check))
    }),
    ...expect.commands.map((check, place) =>
      result(`expect.commands.${place}`, commandFaults(check, recordOf(theCase, evidence, place))),
    ),
    ...trajectory.map((check, place) =>
      result(`trajectory.${place}`, trajectoryFaults(trace, check)),
    ),
  ]
}

const result = (name: string, faults: readonly string[]): CheckResult => ({
  name,
  passed: faults.length === 0,
  message: oneLine(faults.join('; '), 500),
})

const told = (faults: readonly string[], what: string, text: string): string[] =>
  faults.length === 0 ? [] : [`${what} ${faults.join('; ')}`, `it is ${quoted(text)}`]

const lacks = (missing: readonly string[], answer: string): string =>
  `the answer does not hold ${missing.map((one) => quoted(one)).join(', ')}; it is ${quoted(answer)}`

function verified(theCase: EvalCase, command: string, { end, verification }: Round): CheckResult {
  if (verification && verification.run === command) {
    return result('verify', endFaults(verification, 0))
  }
  // Nothing has to be verified of work that was not brought to an end; it does not pass anyway.
  if (!verification && end.reason !== 'done') {
    return { name: 'verify', passed: false, message: 'nothing was verified' }
  }
  throw notRecorded(theCase, `what \`${oneLine(command, 80)}\` says`)
}

function endFaults(record: CommandRecord, exitCode: number): string[] {
  const fault = commandFault(record, exitCode)
  if (fault === null) return []
  const said = lastLine(commandText(record))
  return said === '' ? [fault] : [fault, `it wrote last: ${quoted(said, 200)}`]
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

function commandFaults({ exitCode, output }: CommandCheck, record: CommandRecord): string[] {
  const ended = endFaults(record, exitCode)
  if (!output || ended.length > 0) return ended
  const text = commandText(record)
  return told(textFaults(text, output), 'what it wrote', text)
}

/** The record of the same command: first the one at the same place. */
function recordOf(theCase: EvalCase, { observed }: Evidence, place: number): CommandRecord {
  const run = theCase.expect.commands[place]?.run
  const { commands } = observed
  const same = commands[place]?.run === run ? commands[place] : undefined
  const record = same ?? commands.find((one) => one.run === run)
  if (!record) throw notRecorded(theCase, `what \`${oneLine(run ?? '', 80)}\` says`)
  return record
}

function graded(theCase: EvalCase, { grade }: Evidence): CheckResult[] {
  if (!theCase.grade) return []
  if (!grade || grade.rubric !== theCase.grade.rubric) {
    throw notRecorded(theCase, 'a grade by this rubric')
  }
  return [result('grade', grade.passed ? [] : [`${grade.model} says: ${grade.reason}`])]
}

const notRecorded = ({ id }: EvalCase, what: string): EvalsError =>
  new EvalsError(
    'not_recorded',
    `Case "${id}": ${what} stands nowhere in the recording. The case asked for something else when it ran: run it again.`,
  )
