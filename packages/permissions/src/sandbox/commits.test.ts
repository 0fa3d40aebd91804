// What a command may write in a repository that takes commits, and what of it stays as it is.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasWall, walledWorld } from './__fixtures__/walled-world.ts'

const place = { commits: true }
const identity =
  'GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b.c GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b.c'

function repository() {
  const world = walledWorld()
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: world.workspace,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  git('init', '-q', '-b', 'main')
  writeFileSync(join(world.workspace, 'a'), 'one\n')
  git('add', 'a')
  git('commit', '-qm', 'first')
  return { ...world, git, shell: (script: string) => world.shell(script, { place }) }
}

describe.skipIf(!hasWall)('a repository that takes commits', () => {
  test('takes them, and branches, stashes and merges', async () => {
    const { shell, git } = repository()
    const script = `export ${identity}
      echo two >>a && git commit -qam second && git switch -qc side && echo b >b && git add b &&
      git commit -qm third && git switch -q main && git merge -q --no-ff -m merged side &&
      echo c >>a && git stash -q && git stash pop -q && git tag v1`
    expect(await shell(script)).toMatchObject({ code: 0 })
    expect(git('log', '--format=%s').trim().split('\n').toSorted()).toEqual([
      'first',
      'merged',
      'second',
      'third',
    ])
    expect(git('status', '--porcelain')).toBe(' M a\n')
  })

  test.each([
    'echo evil >.git/hooks/pre-commit',
    'echo evil >>.git/config',
    'git config core.fsmonitor evil',
    'echo evil >.git/info/attributes',
    'mv .git aside',
    'rm -rf .git/hooks',
    'mv .git/hooks .git/other',
    'mv .git/config x',
    'ln -sfn /tmp .git/hooks',
  ])('cannot do: %s', async (script) => {
    const { shell, workspace, git } = repository()
    const config = readFileSync(join(workspace, '.git/config'), 'utf8')
    expect((await shell(script)).code).not.toBe(0)
    expect(readFileSync(join(workspace, '.git/config'), 'utf8')).toBe(config)
    expect(existsSync(join(workspace, '.git/hooks/pre-commit'))).toBe(false)
    expect(existsSync(join(workspace, '.git/hooks'))).toBe(true)
    expect(git('config', '--get', 'core.bare')).toBe('false\n')
  })

  test.each([
    ['commondir', 'echo ../data >.git/commondir'],
    ['config.worktree', 'echo evil >.git/config.worktree'],
    ['modules', 'mkdir -p .git/modules/x && echo evil >.git/modules/x/config'],
    ['remotes', 'mkdir .git/remotes; echo "URL: ext::evil" >.git/remotes/origin'],
    ['COMMIT_EDITMSG', 'ln -sf ../out .git/COMMIT_EDITMSG'],
    ['logs/HEAD', 'ln -sf ../../out .git/logs/HEAD'],
  ])('does not keep a new %s', async (name, script) => {
    const { shell, workspace } = repository()
    const { head } = await shell(script)
    expect(head).toContain(`${join(workspace, '.git', name)} appeared and is now`)
    expect(existsSync(join(workspace, '.git', name))).toBe(false)
  })

  test('a link in the place of what is read-only is not replaced unseen', async () => {
    const { shell, workspace } = repository()
    mkdirSync(join(workspace, 'githooks'))
    execFileSync('rm', ['-rf', join(workspace, '.git/hooks')])
    symlinkSync('../githooks', join(workspace, '.git/hooks'))
    const { head } = await shell(
      'rm .git/hooks; mkdir .git/hooks; echo evil >.git/hooks/pre-commit',
    )
    expect(head).toContain('.git/hooks appeared and is now')
  })

  test('one that takes none says so where git failed, and nowhere else', async () => {
    const { workspace } = repository()
    const closed = walledWorld()
    const options = { cwd: workspace, place: { workspace } }
    const failed = await closed.shell('git add a && git commit -qm x --allow-empty', options)
    expect(failed.head).toContain('[sandbox] Closed to this command: changes of .git, the network.')
    expect((await closed.shell('false', options)).head).toBe('')
    expect((await closed.shell('git status -s', options)).head).toBe('')
  })

  test('what somebody outside configures meanwhile stays', async () => {
    const { shell, workspace, git } = repository()
    const running = shell('until test -e go; do sleep 0.05; done')
    await new Promise((resolve) => setTimeout(resolve, 300))
    git('config', 'user.nickname', 'x')
    writeFileSync(join(workspace, 'go'), '')
    expect((await running).head).toBe('')
    expect(git('config', 'user.nickname')).toBe('x\n')
  })
})
