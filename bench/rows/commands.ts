import { parseRule, rulePolicy } from '../built/permissions.ts'
import { wallOf } from '../measure/cpu-clock.ts'
import { median } from '../measure/median.ts'
import type { Benchmark } from '../report/row.ts'

const everyday = [
  'ls -la src',
  'git status --short && git diff --stat | head -20',
  'rg -n "judge" packages -g "*.ts" | sort | uniq -c',
  "find . -name '*.ts' -not -path './node_modules/*' -exec grep -l rule {} +",
  "cat > notes.md <<'END'\n# Notes\n- one\n- two\nEND",
  'cd packages/kernel && npx vitest run src/log 2>&1 | tail -40',
  'for file in a b c; do sed -n 1,40p "$file"; done',
  'npm test',
]

const rules = [
  parseRule('shell(npm test *)', 'allow', 'bench'),
  parseRule('shell(rm -rf *)', 'deny', 'bench'),
  parseRule('read_file(secrets/**)', 'deny', 'bench'),
]

/** Whether commands may run, after the grammar is loaded; and what the first one waits for it. */
export const commandsBenchmark: Benchmark = {
  name: 'commands',
  about: 'whether a command may run: everyday ones, and the longest that are read',
  async run() {
    const policy = rulePolicy()
    const judge = (target: string) =>
      wallOf(async () =>
        policy.decide(
          { tool: 'shell', prepared: { effect: 'other', access: 'command', target } },
          { mode: 'ask', rules, person: true },
        ),
      )
    const first = await judge('ls')
    const often = async (commands: readonly string[]) => {
      const times: number[] = []
      for (const command of commands) times.push(await judge(command))
      return median(times)
    }
    const everyone = Array.from({ length: 200 }, () => everyday).flat()
    await often(everyone)
    const usual = await often(everyone)
    const longest = await often(Array.from({ length: 9 }, () => 'ls;'.repeat(4000)))
    const many = await often(Array.from({ length: 9 }, () => 'ls a;'.repeat(20_000)))
    return [
      { what: 'an everyday command', unit: 'µs', ours: usual * 1000, target: { ours: 1000 } },
      { what: 'the first one, with the grammar', unit: 'ms', ours: first },
      { what: '4,000 commands in one', unit: 'ms', ours: longest, target: { ours: 500 } },
      { what: '20,000 commands in one (not read)', unit: 'ms', ours: many, target: { ours: 500 } },
    ]
  },
}
