// What a command tries to leave for programs that run outside: hooks, configuration, repositories.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasWall, walledWorld, type WalledWorld } from './__fixtures__/walled-world.ts'

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })

function initialise(folder: string): void {
  mkdirSync(folder, { recursive: true })
  git(folder, 'init', '-q', '-b', 'main')
  writeFileSync(join(folder, 'a'), 'one\n')
  git(folder, 'add', 'a')
  git(folder, 'commit', '-qm', 'first')
}

/** A repository as the workspace, and another one in it. */
function repositories(): WalledWorld {
  const world = walledWorld()
  initialise(world.workspace)
  initialise(join(world.workspace, 'lib', 'inner'))
  return world
}

describe.skipIf(!hasWall)('a command inside', () => {
  test.each([
    'echo evil >.git/hooks/pre-commit',
    'mkdir -p .git/hooks && echo evil >.git/hooks/pre-commit',
    'echo evil >lib/inner/.git/hooks/pre-commit',
    'echo evil >>.git/config',
    'git config core.fsmonitor evil',
    'git config core.hooksPath .',
    'git -C lib/inner config core.fsmonitor evil',
    'echo evil >.git/config.worktree',
    'echo evil >.git/info/attributes',
    'mkdir -p .git/modules/x',
    'mv .git aside',
    'mv lib/inner/.git aside',
    'rm -rf .git',
    'rm -rf lib/inner/.git',
    'ln -sfn /tmp .git',
    'chmod 777 .git/hooks',
    'mkdir .harness',
    'mkdir -p .harness/x',
    'echo {} >.harness/config.jsonc',
    'ln -s /tmp .harness',
    'git commit --allow-empty -m x',
  ])('cannot do: %s', async (script) => {
    const { shell, workspace } = repositories()
    const snapshot = () =>
      execFileSync('find', ['.git', 'lib/inner/.git', '-printf', '%p %s %m %T@\n'], {
        cwd: workspace,
        encoding: 'utf8',
      })
    const before = snapshot()
    expect((await shell(script)).code).not.toBe(0)
    expect(snapshot()).toBe(before)
    expect(readdirSync(workspace).toSorted()).toEqual(['.git', 'a', 'lib'])
    expect(git(workspace, 'status', '--porcelain', '-uno')).toBe('')
  })

  test('makes no repository at the root of a workspace that is none', async () => {
    const { shell, workspace } = walledWorld()
    expect((await shell('git init')).code).not.toBe(0)
    expect((await shell('mkdir -p .git/hooks .harness/x')).code).not.toBe(0)
    expect((await shell('mv .git a; mv .harness b; ls -A')).head).toContain('.git\n.harness\n')
    expect(readdirSync(workspace)).toEqual([])
  })

  test('a repository that it makes has no effect outside, and its end says so', async () => {
    const { shell, workspace } = repositories()
    const script = 'git init -q new/repo && echo evil >new/repo/.git/hooks/pre-commit'
    const { code, head, bytes } = await shell(script)
    expect(code).toBe(0)
    const made = join(workspace, 'new', 'repo')
    expect(head).toContain(`${made}/.git appeared and is now ${made}/.git.from-sandbox.`)
    expect(bytes).toBe(Buffer.byteLength(head))
    expect(readdirSync(made)).toEqual(['.git.from-sandbox'])
    expect((await shell('ls -A new/repo')).head).toBe('.git.from-sandbox\n')
  })

  test.each([
    ['configuration of the harness', 'mkdir -p sub/.harness && echo {} >sub/.harness/config.jsonc'],
    ['other letters', 'mkdir -p sub/.GIT'],
    ['a file that leads elsewhere', 'mkdir sub; echo "gitdir: ../data" >sub/.git'],
    ['a link', 'mkdir sub data; ln -s ../data sub/.git'],
    ['a repository copied', 'mkdir sub; cp -r .git sub/.git'],
    ['one put in the place of another', 'mv lib/inner sub; mkdir -p lib/inner/.git/hooks'],
    ['one hidden for a while', 'mkdir -p sub/.git/hooks; chmod 0 sub'],
  ])('does not leave %s', async (_, script) => {
    const { shell, workspace } = repositories()
    const known = statSync(join(workspace, 'lib/inner/.git')).ino
    const end = await shell(script)
    const later = await shell('chmod -f 755 sub; true')
    expect(end.head + later.head).toContain('[sandbox]')
    const found = execFileSync('find', ['.', '-iname', '.git', '-o', '-iname', '.harness'], {
      cwd: workspace,
      encoding: 'utf8',
    })
    const left = found
      .trim()
      .split('\n')
      .filter((path) => path !== './.git')
    expect(left).toHaveLength(1)
    expect(statSync(join(workspace, left[0] ?? '')).ino).toBe(known)
  })

  test('does not leave a repository without a working tree', async () => {
    const { shell, workspace } = repositories()
    await shell(
      'git init -q --bare trap; mkdir -p odd/c/objects odd/c/refs; cp .git/HEAD odd; echo c >odd/commondir',
    )
    expect(existsSync(join(workspace, 'trap', 'HEAD'))).toBe(false)
    expect(existsSync(join(workspace, 'odd', 'HEAD'))).toBe(false)
  })

  test('does not make the workspace itself one', async () => {
    const { shell, workspace } = walledWorld()
    await shell('git init -q --bare /tmp/x && cp -r /tmp/x/. .')
    expect(readdirSync(workspace)).toContain('HEAD.from-sandbox')
    expect(readdirSync(workspace)).not.toContain('HEAD')
  })

  test('a repository that was only moved is let be', async () => {
    const { shell, workspace } = repositories()
    const { code, head } = await shell('mv lib/inner moved; echo evil >moved/.git/hooks/pre-commit')
    expect(code).not.toBe(0)
    expect(head).not.toContain('[sandbox]')
    expect(git(join(workspace, 'moved'), 'status', '--porcelain')).toBe('')
  })

  test('a link in the place of a folder does not lead what is moved aside outside', async () => {
    const { shell, workspace, outside } = repositories()
    initialise(join(outside, 'theirs'))
    symlinkSync(outside, join(workspace, 'way'))
    await shell('true')
    expect(readdirSync(join(outside, 'theirs')).toSorted()).toEqual(['.git', 'a'])
  })

  test('looks at a repository as ever: status, log, diff', async () => {
    const { shell } = repositories()
    const end = await shell(
      'echo two >>a; git status --short; git log --oneline; git diff; git -C lib/inner log',
    )
    expect(end.code).toBe(0)
    expect(end.head).toMatch(/^ M a$/mu)
    expect(end.head).toMatch(/first/u)
    expect(end.head).toMatch(/^\+two$/mu)
  })

  test('a linked working tree is looked at, and the repository that it belongs to stays as it is', async () => {
    const { shell, workspace, outside } = walledWorld()
    initialise(join(outside, 'main'))
    git(join(outside, 'main'), 'worktree', 'add', '-q', join(workspace, 'tree'))
    const tree = join(workspace, 'tree')
    const place = { workspace: tree }
    const { code, head } = await shell('git status --short -b; git log --oneline', {
      cwd: tree,
      place,
    })
    expect(code).toBe(0)
    expect(head).toMatch(/## tree\n.*first/u)
    const repository = join(outside, 'main', '.git')
    for (const target of [
      '.git',
      join(repository, 'config'),
      join(repository, 'worktrees/tree/HEAD'),
    ]) {
      expect((await shell(`echo x >>${target}`, { cwd: tree, place })).code).not.toBe(0)
    }
  })

  test('a file that only says that it belongs to a repository opens nothing', async () => {
    const { shell, workspace, outside } = walledWorld()
    initialise(join(outside, 'main'))
    git(join(outside, 'main'), 'worktree', 'add', '-q', join(outside, 'tree'))
    writeFileSync(
      join(workspace, '.git'),
      `gitdir: ${join(outside, 'main', '.git', 'worktrees', 'tree')}\n`,
    )
    expect((await shell(`ls ${join(outside, 'main', '.git')}`)).code).not.toBe(0)
  })

  test('a folder of a repository is worked in, and the rest of it is read', async () => {
    const { shell, workspace } = repositories()
    mkdirSync(join(workspace, 'part'))
    const folder = { cwd: join(workspace, 'part'), place: { workspace: join(workspace, 'part') } }
    expect((await shell('git status --short && cat ../a && ! touch ../b', folder)).code).toBe(0)
    await shell('mkdir .git .harness', folder)
    expect(readdirSync(join(workspace, 'part')).toSorted()).toEqual([
      '.git.from-sandbox',
      '.harness.from-sandbox',
    ])
  })

  test('what was moved aside before is kept', async () => {
    const { shell, workspace } = walledWorld()
    await shell('mkdir -p s/.git; echo 1 >s/.git/n')
    await shell('mkdir -p s/.git; echo 2 >s/.git/n')
    const numbers = ['.git.from-sandbox', '.git.from-sandbox-2'].map((name) =>
      readFileSync(join(workspace, 's', name, 'n'), 'utf8'),
    )
    expect(numbers).toEqual(['1\n', '2\n'])
  })
})
