import type { PermissionRule, Prepared } from '@harness/kernel'
import { describe, expect, it } from 'vitest'
import { parseRule, rulePolicy } from '../index.ts'

const policy = rulePolicy()
const rule = (text: string, decision: PermissionRule['decision'] = 'allow') =>
  parseRule(text, decision, 'test')

interface Given {
  rules?: PermissionRule[]
  mode?: string
  person?: boolean
  cwd?: string
}

function judge(command: string, { rules = [], mode = 'ask', person = true, cwd }: Given = {}) {
  const prepared: Prepared = { effect: 'other', access: 'command', target: command }
  if (cwd !== undefined) {
    const rest = { argv: [], env: {}, timeoutMs: 1, outputCap: 1 }
    prepared.task = { kind: 'command', cwd, ...rest }
  }
  return policy.decide({ tool: 'shell', prepared }, { mode, rules, person })
}
const decision = async (command: string, given?: Given) => (await judge(command, given)).decision

describe('a command in the mode ask', () => {
  it.each([
    'ls -la src',
    'git status --short && git diff --stat | head -20',
    'rg -n "a|b" src -g "*.ts"',
    "sed -n '10,20p' a.ts",
    "awk -F: '{print $1}' a",
    "find . -name '*.ts' -not -path './node_modules/*' -exec grep -l x {} +",
    'sort a | uniq -c | sort -rn > /dev/null 2>&1',
    'for f in a b; do echo "$f"; done',
    'LC_ALL=C timeout 5 ls',
    "bash -c 'ls | wc -l'",
    'cat <<< "hi"',
    'cd src && ls',
  ])('%s: allowed', async (command) => {
    const expected = { decision: 'allow', rule: 'read-only command', confined: true }
    expect(await judge(command)).toEqual(expected)
  })

  it.each([
    ['npm test', 'npm test'],
    ['ls && rm -rf a', 'rm is not known'],
    ['ls $(rm a)', 'rm is not known'],
    ['sort -o a b', '-o'],
    ['sort *', 'may be an option|may match a name that is an option'],
    ['sort $A', 'may be an option'],
    ["sed 's/a/b/w c' d", 'script'],
    ['awk \'{print > "a"}\' b', 'script'],
    ['find . -delete', '-delete'],
    ['find . -exec rm {} +', 'rm is not known'],
    ['find . -exec uniq {} +', 'may do more'],
    ['git log --output=a', '--output'],
    ['git -c core.pager=a log', '-c'],
    ['cd a && git status', 'configuration there'],
    ['PATH=. ls', 'PATH'],
    ['xargs cat', 'only then'],
    ['./ls', './ls is not known'],
    ['$A', 'only when it runs'],
    ['cat /etc/passwd', 'outside the workspace'],
    ['cat ../a', 'outside the workspace'],
    ['cat .env', 'secrets'],
    ['ls > a', 'writes a'],
    ['ls > .git/config', 'decides what is allowed'],
    ['echo $((a[$(b)]))', 'arithmetic'],
    ['[ -v "a[$(b)]" ]', 'b is not known'],
    ['echo "a', 'cannot be judged'],
    ['  ', 'runs nothing'],
  ])('%s: asked, and says why', async (command, why) => {
    const verdict = await judge(command)
    expect(verdict.decision).toBe('ask')
    expect(verdict.reason).toMatch(new RegExp(why.replaceAll(/[$().[\]]/g, '\\$&')))
  })
})

it.each(['uniq - out', 'cat .e*', 'cat keys/*.pem', 'head -1 ~/.ssh/id_*', 'cut -c1-9 <.env.*'])(
  '%s: asked',
  async (command) => expect(await decision(command)).toBe('ask'),
)

it.each([
  "git log -1 -U --output=.git/config '--format=tformat:[core]'",
  'git blame --abbrev --contents=/etc/passwd a',
  'git archive --prefix --output=O p/ HEAD',
  'echo x < victim > /dev/stdin',
  'cat 1< victim > /dev/stdout',
  'ls 3< victim > /dev/fd/3',
  'tee /dev/stdin < victim',
  'echo x | tee -',
  'xxd -ps in out',
  "tree -Po '*' out",
  'sed -l -i.bak s/a/b/ f',
  "find . -execdir git status -s ';'",
  'for i in 1 2; do git status -s; cd sub; done',
  'while true; do cat etc/passwd; cd -; done',
  'cat .?/x',
  'cat n*/../../x',
  'ps auxeww',
  `jq -n 'import "config" as $c {search:"~/.docker"}; $c'`,
  'strings @/etc/passwd',
])('%s: asked, for it does more than it looks', async (command) => {
  expect(await decision(command)).toBe('ask')
})

it('nothing that is nested keeps it busy', async () => {
  const deep = `${'echo $(f() { '.repeat(200)}ls${'; })'.repeat(200)}`
  expect(await decision(deep)).toBe('ask')
  expect(await decision('\\\n>a')).toBe('ask')
})

it('standard input alone has no place to write to', async () => {
  expect(await decision('sort a | uniq -c -')).toBe('allow')
  expect(await decision('ls | tee /dev/null')).toBe('allow')
  expect(await decision('cat *.md')).toBe('allow')
})

it.each([
  'find . -exec cat {} +',
  "find . -name '*' -exec head {} ';'",
  "find . -name '.e*' -exec cat {} ';'",
  "find . -name a -o -type f -exec cat {} ';'",
  "find . ! -name '*.ts' -exec cat {} ';'",
  "find . -not '(' -name a ')' -exec cat {} ';'",
  'cat *',
  'head -n 1 -- *',
  'cat *rsa',
  'cat src/*.p?m',
  'cat .ENV',
  'cat server.key',
  'cat .ssh/config',
  "rg x -g '.env*'",
  "rg x -g '.{env,x}'",
  'grep -r x --include .env .',
  "git diff -- ':(top).env'",
  "git diff -- '*env'",
  'git show HEAD:../a',
  'git config --list',
  'git config -l --global',
  "git config --get-regexp 'http.*'",
  'git config --get http.extraheader',
  'git var -l',
  'env',
  'env -u A',
  'printenv',
  'printenv NPM_TOKEN',
  'echo $AWS_SECRET_ACCESS_KEY',
  'cat <<< "$GITHUB_TOKEN"',
  'awk \'BEGIN { print ENVIRON["A"] }\'',
  'awk \'BEGIN { print SYMTAB["ENV" "IRON"]["A"] }\'',
  'jq -n env',
  "jq -n '$ENV.A'",
  "jq -n '. as {$env} | $env'",
  'ps -o environ',
  'ps -axe',
  'ps -ef -x',
  'ps -u e',
  'ps eww',
])('%s: asked, for what it shows may be secret', async (command) => {
  expect(await decision(command)).toBe('ask')
})

it.each([
  'cd; grep -r x',
  'cd -; ls',
  'cd s*; rg x',
  'echo ~/.ssh/*',
  'echo /etc/*',
  'echo $HOME/.ssh/*',
  'basename -a ../*',
  "for f in '/etc/*'; do echo $f; done",
  'for f in $(echo "/etc/*"); do echo $f; done',
  "bash -c 'echo $0' '/etc/*'",
  'stat -t /etc/passwd',
  'stat -f /etc a',
  'ls -T /etc',
  'ls -I /etc',
  'fmt -p /etc/passwd',
  'column -n /etc/passwd',
  'git blame -n /etc/passwd',
  'git blame --abbrev /etc/passwd',
  'git log -U /etc/passwd',
])('%s: asked, for one of the programs with that name looks outside', async (command) => {
  expect(await decision(command)).toBe('ask')
})

it.each([
  "more '+!make' a",
  'hostname -',
  'hostname -f',
  "printf '%s%n' aa HOME",
  'awk --assign \'BEGIN { system("make") }\' 1',
  "sed -l 'w out' p",
  "[ 'a[$(make)]' -eq 1 ]",
  "exit 'a[$(make)]'",
  'LANGUAGE=../../work ls',
  'TZ=/etc/shadow date',
  'sort -S 1k -T src a',
  'file -z a.lz4',
  'file -p a',
  'iconv -f ./map.gz a',
  "git log --format='%G?'",
  "git for-each-ref --format='%(signature)'",
  'git archive --format=tar.gz HEAD',
  'git log --help',
  'npm ls',
  'pip list',
  'pip freeze',
  'docker ps',
  "sed 's/a/b/w /dev/nullx' c",
  'awk \'{ print > "/dev/null" $1 }\' a',
  'xxd a out',
  'xxd -r a',
  'xxd -ps a',
  "bash -c 'wh''ile true; do git status; cd sub; done'",
  'cat <<E\n\\\nE\nmake\nE',
  'cat <<E \\\n; make\nE',
  'ls {PATH}<a; ls',
  'cat {HOME}\\\n<<<a; git log',
  'echo "$(cat <<E\n)"; make\nE\n)"',
  'echo $(ls # )\nmake\n)',
  'echo $(case a in a) ls;; esac)',
])('%s: asked, for it may write, ask a server or run another program', async (command) => {
  expect(await decision(command)).toBe('ask')
})

it.each([
  "find . -name '*.ts' -exec cat {} +",
  "find src '(' -name '*.ts' -o -name '*.md' ')' -not -path '*/x/*' -exec grep x {} +",
  'find . -type f -exec wc -l {} +',
  'ls -la .env *',
  'wc -l *.ts',
  "rg x -g 'src/**' -g '!.env' -g '*.{ts,tsx}'",
  'git config --get user.email',
  'git -h && git log --oneline -- src',
  'echo "exit: $?" "$HOME" *',
  'printenv PATH',
  'ps aux',
  'ps -eo pid,args',
  'TZ=Europe/Berlin date',
  'sort -o /dev/null a',
  "sed -n 's/a/b/w /dev/null' c",
  'awk \'{ print > "/dev/null" }\' a',
  'xxd -u a',
  "printf '%d%%next\\n' 1",
  'echo "while cd"; git status',
  'cat <<-E | wc\n\n\thi\n\tE\nls',
  'echo "$(cat <<E\nhi\nE\n)"',
  'cd src && ls',
  'for d in a b; do git log -1; done',
])('%s: allowed', async (command) => {
  expect(await decision(command)).toBe('allow')
})

describe('an allow rule', () => {
  const rules = [rule('shell(npm test)'), rule('shell(make *)')]

  it.each([
    'npm test',
    'npm "test"',
    'make',
    'make a b',
    'timeout 9 npm test | tail -5',
    "sh -c 'npm test'",
  ])('covers %s', async (command) => {
    expect((await judge(command, { rules })).rule).toMatch(
      /^test: allow shell\((npm test|make \*)\)$/,
    )
  })

  it.each([
    'npm test x',
    'npm test; rm a',
    'npm test > a',
    'PATH=. npm test',
    'make $(rm a)',
    'make $A',
    'sudo make',
    'cd /x && make',
    'make "',
  ])('does not cover %s', async (command) => {
    expect(await decision(command, { rules })).toBe('ask')
  })

  it('for a file speaks of redirections to it', async () => {
    const allow = { ...rule('write_file(src/**)'), source: 'config' }
    expect(await decision('ls > src/a', { rules: [allow] })).toBe('allow')
    expect(await decision('ls > b', { rules: [allow] })).toBe('ask')
  })
})

describe('a deny rule over files', () => {
  const rules = [rule('read_file(secret/**)', 'deny'), rule('edit(locked/*)', 'deny')]

  it.each([
    'cat secret/a',
    'cat ./x/../secret/a',
    'head < secret/a',
    'cd secret && cat a',
    'cd secret x && cat a',
    'git show HEAD:secret/a',
    'git show :0:secret/a',
    'git show HEAD:./x/../secret/a',
    'git log -L 1,9:secret/a',
    'git log -L1,9:secret/a',
    'git blame -n secret/a',
    "git diff -- ':(top)secret/a'",
    "git log -p ':/secret'",
    "rg x -g '/secret/**'",
    'grep -r x secret',
    'cat /work/secret/a',
    "bash -c 'cat secret/a'",
    'echo $(cat secret/a)',
    'ls > locked/a',
  ])('denies %s, in every mode', async (command) => {
    for (const mode of ['ask', 'trust', 'bypassPermissions'])
      expect([
        mode,
        await decision(command, { rules: [...rules, rule('shell')], mode, cwd: '/work' }),
      ]).toEqual([mode, 'deny'])
  })

  it('leaves other files alone, and asks where it cannot be seen', async () => {
    expect(await decision('cat a', { rules })).toBe('allow')
    expect(await decision('git diff -- a', { rules })).toBe('allow')
    expect(await decision('cat s*', { rules })).toBe('ask')
  })

  it.each([
    "git diff -- 'sec*'",
    "git diff ':(glob)sec*/a'",
    "git log -p ':!x'",
    "git grep x -- ':^x'",
    "git diff ':(icase)SECRET'",
    'find . -exec grep x {} +',
    "find . -name 'a*' -exec cat {} ';'",
    'echo s*',
  ])('asks for %s, which may reach them', async (command) => {
    expect(await decision(command, { rules })).toBe('ask')
  })
})

describe('the other modes', () => {
  it.each([
    ['acceptEdits', 'ls > a', 'allow'],
    ['acceptEdits', 'ls > .git/config', 'ask'],
    ['acceptEdits', 'cd .git && ls > config', 'ask'],
    ['acceptEdits', 'ls > /a', 'ask'],
    ['acceptEdits', 'rm a', 'ask'],
    ['plan', 'ls', 'allow'],
    ['plan', 'ls > a', 'deny'],
    ['plan', 'rm a', 'deny'],
    ['auto', 'ls', 'allow'],
    ['auto', 'rm a', 'deny'],
    ['trust', 'rm a', 'allow'],
    ['trust', 'ls > /a', 'ask'],
    ['trust', 'rm "', 'ask'],
    ['deny', 'ls', 'deny'],
    ['bypassPermissions', 'rm "', 'allow'],
  ])('%s: %s: %s', async (mode, command, expected) => {
    expect(await decision(command, { mode })).toBe(expected)
  })

  it('says that auto needs a sandbox', async () => {
    expect((await judge('make', { mode: 'auto' })).reason).toContain('without a sandbox')
  })
})

it('advises the narrowest rule that works', async () => {
  const advice = async (command: string) => (await judge(command, { person: false })).reason
  expect(await advice('npm test | tail')).toContain("--allowed-tools 'shell(npm test)'")
  expect(await advice('make; npm test')).toContain("--allowed-tools 'shell' or")
  expect(await advice('make "')).toContain('bypassPermissions')
})
