// What a command may write in a repository that takes commits, and what of it stays as it is.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
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

  const start = `export ${identity} GIT_EDITOR=true GIT_SEQUENCE_EDITOR='sed -i 1s/pick/edit/'
    echo 2 >>a; git commit -qam second; git rebase -qi HEAD~1;`
  test.each([
    ['rebase-merge', `${start} echo 'exec evil' >>.git/rebase-merge/git-rebase-todo`],
    ['rebase-merge', `${start} printf ' x\tevil' >.git/rebase-merge/git-rebase-todo`],
    ['rebase-merge', `${start} echo x/evil >.git/rebase-merge/strategy`],
    ['rebase-merge/done', `${start} ln -sf ../../out .git/rebase-merge/done`],
    ['sequencer', 'mkdir .git/sequencer; echo "[options] strategy = x/evil" >.git/sequencer/opts'],
    ['refs/heads', 'rm -r .git/refs/heads; ln -s ../../out .git/refs/heads'],
    ['objects/pack', 'rm -r .git/objects/pack; ln -s ../../out .git/objects/pack'],
    ['x/.git', 'git init -q .git/x'],
    ['objects/ab/.git', 'mkdir -p .git/objects/ab; echo "gitdir: /x" >.git/objects/ab/.git'],
  ])('does not keep a %s that would act later', async (name, script) => {
    const { shell, workspace } = repository()
    const { head } = await shell(script)
    expect(head).toContain(`${join(workspace, '.git', name)} appeared and is now`)
    expect(existsSync(join(workspace, '.git', name))).toBe(false)
  })

  test('a rebase that was interrupted goes on in the next command', async () => {
    const { shell, git } = repository()
    expect(await shell(start)).toMatchObject({ code: 0 })
    const { head } = await shell(`export ${identity} GIT_EDITOR=true; git rebase --continue`)
    expect(head).not.toContain('[sandbox]')
    expect(git('status')).not.toContain('rebase')
  })

  test.each([2, 3, 4])(
    'an index of version %i is kept, but not with names of .git',
    async (version) => {
      const { shell, workspace, git } = repository()
      const names = ['dir/.gitignore', 'dir/x..', 'new', 'xgit/hooks/update']
      const make = `mkdir dir xgit xgit/hooks; touch ${names.join(' ')}; git add .;
      ${version === 3 ? 'git reset -q new; git add -N new;' : ''}
      git update-index --index-version ${version}`
      expect((await shell(make)).head).toBe('')
      expect(git('ls-files').trim().split('\n')).toEqual(['a', ...names])
      const index = join(workspace, '.git/index')
      const text = readFileSync(index, 'latin1').slice(0, -20).replace('xgit/', '.git/')
      const bytes = Buffer.from(text, 'latin1')
      const sum = createHash('sha1').update(bytes).digest()
      writeFileSync(join(workspace, 'made'), Buffer.concat([bytes, sum]))
      const { head } = await shell('cp made .git/index')
      expect(head).toContain(`${index} appeared and is now`)
    },
  )

  test('a folder too deep to be looked into ends no session', async () => {
    const { shell } = repository()
    const name = 'd'.repeat(200)
    const deepen = `for (let n = 0; n < 40; n++) { fs.mkdirSync("${name}"); process.chdir("${name}") }`
    expect((await shell(`cd .git/logs && node -e '${deepen}'`)).code).toBe(0)
    expect((await shell('rm -rf .git/logs')).code).toBe(0)
  })

  test('what another command made meanwhile is not taken for known', async () => {
    const { shell, workspace } = repository()
    const until = (file: string) => `until test -e ${file}; do sleep 0.05; done`
    const make = 'echo ../data >.git/commondir'
    const first = shell(`${make}; touch made; ${until('begun')}`)
    while (!existsSync(join(workspace, 'made'))) await new Promise((done) => setTimeout(done, 20))
    const second = shell(`touch begun; ${until('ended')}; ${make}`)
    expect((await first).head).toContain('.git/commondir appeared and is now')
    writeFileSync(join(workspace, 'ended'), '')
    expect((await second).head).toContain('.git/commondir appeared and is now')
    expect(existsSync(join(workspace, '.git/commondir'))).toBe(false)
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
