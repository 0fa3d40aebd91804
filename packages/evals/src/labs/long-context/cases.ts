import type { CaseFile } from '../../suite/suite-file.ts'
import { saysJson } from '../says-json.ts'
import { rows, withRows } from './log.ts'

/** Nothing here finds a text for the model: it has to have it in its window. */
const byReading: CaseFile['trajectory'] = [
  { used: 'read_file' },
  { not_used: ['search', 'shell', 'subagent'] },
]
const how =
  'Read with `read_file` (a long file in pieces, by `offset`); do not use `search`, the shell or subagents.'

/** One row among thousands that is worded unlike what is asked for. */
export const needle = (kib: number): CaseFile => ({
  id: 'long-context/needle',
  task: `Somewhere in \`works.log\` a worker wrote down where the spare key of the archive was put. Write the place alone, as the log has it, into \`key.txt\`. ${how}`,
  files: {
    'works.log': withRows(rows(kib, 11), [
      [0.21, 'day 1 note by hand 9: the archive was locked as usual'],
      [0.62, 'day 2 note by hand 17: hung what opens the papers room behind the brass barometer'],
      [0.83, 'day 3 note by hand 9: the key of the boat shed lies under the third step'],
    ]),
  },
  expect: {
    files: { 'key.txt': { contains: 'behind the brass barometer', not_contains: 'third step' } },
  },
  trajectory: byReading,
})

/** What the three files say about one valve, each by the name that the one before gave. */
export const crossReference = { valve: 'sluice-7741', inspector: 'K. Aalto', seal: 'QX-30-58' }

/** A fact in each of three long files, each of them found by the one before. */
export const crossReferences = (kib: number): CaseFile => {
  const third = Math.ceil(kib / 3)
  return {
    id: 'long-context/cross-reference',
    task: `In \`a.log\` one part is said to have burst. \`b.log\` says under which number of inspection that very part was looked at last, and \`c.log\` who did that inspection and which seal was set. Write \`answer.json\`, a JSON object with \`valve\`, \`inspector\` and \`seal\`. ${how}`,
    files: {
      'a.log': withRows(rows(third, 23), [
        [0.3, 'day 1 note: sluice-7714 dripped, and was mended at once'],
        [0.71, 'day 1 note: sluice-7741 burst, the lower yard is under water'],
      ]),
      'b.log': withRows(rows(third, 29), [
        [0.15, 'day 1 inspection 5520 of sluice-7741'],
        [0.44, 'day 1 inspection 5562 of sluice-7714'],
        [0.58, 'day 1 inspection 5526 of sluice-7741'],
        [0.9, 'day 1 inspection 5590 of gate-7741'],
      ]),
      'c.log': withRows(rows(third, 31), [
        [0.12, 'day 1 record 5526: by K. Aalto, seal QX-30-58'],
        [0.5, 'day 1 record 5562: by M. Brandt, seal QX-30-85'],
        [0.77, 'day 1 record 5520: by J. Castel, seal QX-29-58'],
      ]),
    },
    setup: 'node --version',
    expect: { commands: [saysJson('answer.json', crossReference)] },
    trajectory: byReading,
  }
}

/** Rows that are to be gathered from everywhere in a file. */
export const gathered = (kib: number): CaseFile => ({
  id: 'long-context/gathered',
  task: `In \`shifts.log\` some rows report an injury. Write the numbers of the hands that were hurt into \`hurt.txt\`, one per line, in the order of the log; who is only said to be well again does not count. ${how}`,
  files: {
    'shifts.log': withRows(rows(kib, 47), [
      [0.04, 'day 1 report: hand 31 burnt two fingers at the boiler'],
      [0.27, 'day 1 report: hand 8 is back at work, the cut has healed'],
      [0.39, 'day 2 report: hand 12 fell from the ladder, the wrist is broken'],
      [0.66, 'day 2 report: nobody was hurt when gate-310 slipped, hand 5 stood aside'],
      [0.81, 'day 3 report: hand 27 was struck by a chain'],
      [0.97, 'day 3 report: hand 3 has an eye full of lime and was led out'],
    ]),
  },
  expect: { files: { 'hurt.txt': { equals: '31\n12\n27\n3' } } },
  trajectory: byReading,
})

/** A rule near the end of a long text that changes one near its beginning. */
export const lateRule = (kib: number): CaseFile => ({
  id: 'long-context/late-rule',
  task: `\`handbook.log\` mixes rows of works with rules ("rule …"). By the rules that hold at its end: at which pressure must hand 14 stop turbine-505, and who is to be told? Write \`rule.json\`, a JSON object with \`pressure\` (a number) and \`tell\` (a name). ${how}`,
  files: {
    'handbook.log': withRows(rows(kib, 61), [
      [0.02, 'rule 1: a turbine is stopped at a pressure of 8200, and Olsen is told'],
      [0.35, 'rule 2: turbines 500 to 510 are stopped at 7900'],
      [0.55, 'rule 3: rule 2 does not hold for turbine-505, which is new'],
      [0.88, 'rule 4: Olsen has left; who was to be told by rule 1 is now Varga'],
      [0.93, 'rule 5: rule 3 is taken back'],
    ]),
  },
  setup: 'node --version',
  expect: { commands: [saysJson('rule.json', { pressure: 7900, tell: 'Varga' })] },
  trajectory: byReading,
})
