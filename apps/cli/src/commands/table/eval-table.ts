import {
  evalAgentFlags,
  evalPermissionFlags,
  evalPlaceFlags,
  evalRescoreFlags,
  evalRunFlags,
  evalRunningFlags,
} from '../../parse/eval-flags.ts'
import { modelFlags } from '../../parse/flags.ts'
import type { CommandGroup, CommandSpec } from './command-spec.ts'
import { evalComparing } from './eval-compare-table.ts'

const run: CommandSpec = {
  about: 'a suite of tasks, and what came of each; so does harness eval SUITE',
  usage: [
    ['eval run SUITE', 'a file of JSON, YAML or TypeScript'],
    ['eval run --resume FOLDER', 'go on with a run that was stopped, or killed'],
    ['eval run --replay FOLDER', 'a run once more, from its recording'],
  ],
  flags: evalRunFlags,
  sections: [
    ['What is run', evalRunningFlags],
    ['Where', evalPlaceFlags],
    ['Model', modelFlags],
    ['Permissions', evalPermissionFlags],
    ['Agent', evalAgentFlags],
  ],
  notes: `Each attempt works in a copy of its case's workspace, with a home of its own: of your own configuration only providers
count. Verdicts come from checks; infrastructure that breaks an attempt is no failure, and is tried again. A key is read
from the environment; without one the offline model says what stands in SUITE.script.json, where there is one.

report.md, report.html, report.json and junit.xml stand in the folder of the run. Ctrl-C stops the run where it stands.

Exit codes
  0 finished, whatever passed   1 a --gate does not hold   2 nothing was begun
  3 stopped by --max-cost   130 interrupted: it says how to go on`,
  example: 'eval run examples/evals/smoke.json --concurrency 8',
  words: ['file'],
}

const rescore: CommandSpec = {
  about: 'the verdicts of a run once more, by what its suite says today',
  usage: [
    ['eval rescore RUN', 'by the file the run was made of'],
    ['eval rescore RUN SUITE', 'by another one'],
  ],
  flags: evalRescoreFlags,
  notes: `From the recording alone: no model, no command, no network. It lists the verdicts that moved, and leaves the run as it
is. What was not recorded, as a file that no expectation named, cannot be scored: run the suite again.

--json is one object: moved, report.`,
  example: 'eval rescore eval-runs/smoke-20261122-004233 suite.json',
  words: ['folder', 'file'],
}

/** What runs suites and reads runs. */
export const evaluation: CommandGroup = {
  about: 'measure an agent: run suites of tasks, compare runs',
  otherwise: 'run',
  takesFile: true,
  commands: { run, rescore, ...evalComparing },
}
