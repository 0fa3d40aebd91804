import {
  chatFlags,
  chatInputFlags,
  configFlags,
  inputFlags,
  limitFlags,
  modelFlags,
  noFlags,
  permissionFlags,
  runFlags,
  serverFlags,
  sessionFlags,
} from '../../parse/flags.ts'
import type { CommandSpec } from './command-spec.ts'

export const chat: CommandSpec = {
  about: 'talk with an agent in this folder, as harness alone does',
  usage: [
    ['chat ["first words"]', 'one session, prompt by prompt; harness alone does it too'],
    ['chat --continue', 'go on with the newest session of this folder'],
    ["printf 'a\\nb\\n' | harness chat", ''],
  ],
  flags: chatFlags,
  sections: [
    ['Model', modelFlags],
    ['Permissions', permissionFlags],
    ['Configuration', configFlags],
    ['Servers', serverFlags],
    ['Limits of each run', limitFlags],
    ['Session', sessionFlags],
    ['Input and output', chatInputFlags],
  ],
  notes: `/help lists what can be typed. While it works, what is typed and entered is said to it; Esc or Ctrl-C interrupts it,
Ctrl-C once more leaves at once. At the prompt Ctrl-D leaves.

In a pipe every line is a prompt, one after the other, and answers go to standard output. The exit code is that of the last
run that did not end well, else 0; what cannot begin ends it with 2. On a terminal it is 0, and 130 after Ctrl-C.`,
  example: 'chat --permission-mode plan "how does the parser work?"',
}

export const run: CommandSpec = {
  about: 'do a task in this folder, as harness "task" does',
  usage: [
    ['run "task"', 'the task, in this folder; so does harness "task"'],
    ['run @task.md', 'the task is in a file'],
    ['run --continue ["task"]', 'go on with the newest session of this folder'],
  ],
  flags: runFlags,
  sections: [
    ['Model', modelFlags],
    ['Permissions', permissionFlags],
    ['Configuration', configFlags],
    ['Servers', serverFlags],
    ['Limits', limitFlags],
    ['Session', sessionFlags],
    ['Input and output', inputFlags],
  ],
  notes: `What is piped in follows the task. The answer goes to standard output, all else to standard error. In a pipe nothing
is asked: what would be is denied, with how to allow it.

Exit codes
  0 done   1 failed or stuck   2 nothing was begun: the command must change
  3 limit reached   4 the last turn ended in a denial   130 interrupted`,
  example: 'run --allowed-tools "edit(src/**),shell(npm test)" "fix the failing test"',
}

const demo: CommandSpec = {
  about: 'mend a failing test in a sample repository; no key, no network',
  usage: [['demo', '']],
  flags: noFlags,
  notes: `A scripted model mends a failing test in a copy of a sample repository, with the real loop, tools, permissions and
log. Exit code 1 when the tests do not pass in the end.`,
  example: 'demo',
}

export const demoCommands = { demo, start: { ...demo, isAlias: true } }
