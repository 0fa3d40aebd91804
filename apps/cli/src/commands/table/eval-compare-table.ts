import { evalCompareFlags, evalDashboardFlags } from '../../parse/eval-compare-flags.ts'
import { jsonFlags } from '../../parse/flags.ts'
import type { CommandSpec } from './command-spec.ts'

const compare: CommandSpec = {
  about: 'two runs: whether B is better than A, or nobody can tell',
  usage: [
    ['eval compare A B', 'folders of runs, or their report.json'],
    ['eval compare BEFORE/ AFTER/', 'folders that hold many runs: suite by suite'],
    ['eval compare A B --gate "regressed=0"', 'for pipelines'],
  ],
  flags: evalCompareFlags,
  notes: `Cases are compared with themselves, in the same words. A difference is called one when chance makes it in fewer than 5 of
100 comparisons of the same thing; of many suites each has to be surer. Recorded answers, and the same run twice, are no evidence.

A condition is pass_rate, lower_bound, first_try_rate, passed, failed, assisted, infrastructure, open, cost, regressed or
fixed, with >=, <=, >, < or = and a number (rates are shares: 0.9); tag:NAME.pass_rate>=0.9; case:ID=passed; not_worse.

Exit code 1 when a condition does not hold. --json is one object: comparisons, left, gates.`,
  example: 'eval compare eval-runs/before eval-runs/after --gate not_worse',
  words: ['folder', 'folder'],
}

const diagnose: CommandSpec = {
  about: 'which cases moved between two runs, and where their sessions part',
  usage: [['eval diagnose A B', 'folders of two runs of one suite']],
  flags: jsonFlags,
  notes: `Cases that B fixed, that regressed, or that fail in another way are shown by one attempt of each side: the first event at
which the two sessions differ, with the bytes of both, and why the attempt did not pass. The folders of the runs are no
difference: they are called WORKSPACE and ATTEMPT. A difference in the setup, as of models, is told apart from the first in
what happened.

--json is one object: fixed, regressed, failureChanged, stillFailing.`,
  example: 'eval diagnose eval-runs/before eval-runs/after',
  words: ['folder', 'folder'],
}

const dashboard: CommandSpec = {
  about: 'all runs as one page for a browser',
  usage: [
    ['eval dashboard', 'those in eval-runs, into eval-runs/dashboard.html'],
    ['eval dashboard FOLDER…', 'those in these folders'],
  ],
  flags: evalDashboardFlags,
  notes: `By suite and subject, the newest first, with a link to the page of each run. The page asks nothing of a network.

--json writes no page: it is one object with runs, newest first.`,
  example: 'eval dashboard eval-runs --output runs.html',
  words: ['folder'],
  repeats: true,
}

/** What reads runs that are over. */
export const evalComparing = { compare, diagnose, dashboard } as const

export const compareAlias: CommandSpec = { ...compare, isAlias: true }
export const dashboardAlias: CommandSpec = { ...dashboard, isAlias: true }
