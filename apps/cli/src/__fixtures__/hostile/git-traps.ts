// What a repository's own configuration of git can name.
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Ground } from './ground.ts'
import type { Hostile } from './hostile.ts'

const setting =
  (key: string, attribute?: string) =>
  ({ git, write, canary }: Ground): void => {
    git('config', key, canary)
    if (attribute !== undefined) write('.gitattributes', `*.txt ${attribute}\n`)
  }

const hookNames =
  'applypatch-msg pre-applypatch post-applypatch pre-commit pre-merge-commit prepare-commit-msg commit-msg post-commit pre-rebase post-checkout post-merge pre-push pre-receive update proc-receive post-receive post-update reference-transaction push-to-checkout pre-auto-gc post-rewrite sendemail-validate fsmonitor-watchman p4-changelist p4-prepare-changelist p4-post-changelist p4-pre-submit post-index-change'

const hooks = (ground: Ground, folder: string): void => {
  for (const name of hookNames.split(' ')) {
    ground.write(join(folder, name), `#!/bin/sh\nexec '${ground.canary}'\n`, 0o755)
  }
}

export const gitTraps: readonly Hostile[] = [
  { name: 'core.fsmonitor', set: setting('core.fsmonitor'), git: ['status'] },
  {
    name: 'core.pager and pager.*',
    set: (ground) =>
      ['core.pager', 'pager.log', 'pager.diff'].forEach((key) => setting(key)(ground)),
  },
  {
    name: 'core.sshCommand and a credential.helper',
    set(ground) {
      for (const key of ['core.sshCommand', 'core.gitProxy', 'core.askPass']) setting(key)(ground)
      ground.git('config', 'credential.helper', `!${ground.canary}`)
      ground.git('config', 'remote.origin.url', 'ssh://127.0.0.1/x')
    },
    git: ['fetch'],
    isHarmlessToLook: true,
  },
  { name: 'diff.external', set: setting('diff.external'), git: ['diff'] },
  { name: 'diff.*.command', set: setting('diff.x.command', 'diff=x'), git: ['diff'] },
  { name: 'diff.*.textconv', set: setting('diff.x.textconv', 'diff=x'), git: ['log', '-p'] },
  { name: 'filter.*.clean', set: setting('filter.x.clean', 'filter=x'), git: ['status'] },
  { name: 'filter.*.process', set: setting('filter.x.process', 'filter=x'), git: ['diff'] },
  {
    name: 'filter.*.smudge',
    set(ground) {
      setting('filter.x.smudge')(ground)
      ground.write('.git/info/attributes', '*.txt filter=x\n')
    },
    git: ['archive', 'HEAD'],
  },
  {
    name: 'filter.lfs, and not Git LFS',
    set: setting('filter.lfs.clean', 'filter=lfs'),
    git: ['status'],
  },
  {
    name: 'aliases',
    set: ({ git, canary }) =>
      ['st', 'status', 'diff', 'lfs'].forEach((name) =>
        git('config', `alias.${name}`, `!${canary}`),
      ),
    git: ['lfs'],
  },
  {
    name: 'include.path',
    set({ git, write, canary }) {
      git('config', 'include.path', '../more')
      write('more', `[core]\n\tfsmonitor = ${canary}\n`)
    },
    git: ['status'],
  },
  {
    name: 'includeIf.*.path',
    set({ git, write, canary }) {
      git('config', 'includeIf.onbranch:main.path', '../more')
      write('more', `[core]\n\tfsmonitor = ${canary}\n`)
    },
    git: ['status'],
  },
  {
    name: 'gpg.program',
    set(ground) {
      ground.git('config', 'log.showSignature', 'true')
      for (const key of ['gpg.program', 'gpg.ssh.program', 'gpg.x509.program']) setting(key)(ground)
    },
  },
  { name: 'tar.*.command', set: setting('tar.x.command'), git: ['archive', '--format=x', 'HEAD'] },
  { name: 'every hook there is', set: (ground) => hooks(ground, '.git/hooks'), git: ['diff'] },
  {
    name: 'core.hooksPath',
    set(ground) {
      hooks(ground, '.husky')
      ground.git('config', 'core.hooksPath', '.husky')
    },
    git: ['diff'],
  },
  {
    name: '.git as a file that leads to a crafted folder',
    set(ground) {
      setting('core.fsmonitor')(ground)
      renameSync(join(ground.folder, '.git'), join(ground.folder, 'crafted'))
      ground.write('.git', 'gitdir: ./crafted\n')
    },
    git: ['status'],
  },
  {
    name: 'commondir',
    set(ground) {
      setting('core.fsmonitor')(ground)
      renameSync(join(ground.folder, '.git'), join(ground.folder, 'crafted'))
      ground.write('.git/HEAD', 'ref: refs/heads/main\n')
      ground.write('.git/commondir', '../crafted\n')
    },
    git: ['status'],
  },
  {
    name: 'config.worktree',
    set({ git, canary }) {
      git('config', 'extensions.worktreeConfig', 'true')
      git('config', '--worktree', 'core.fsmonitor', canary)
    },
    git: ['status'],
  },
  {
    name: 'a repository without a work tree in a folder',
    set({ folder, git, canary }) {
      rmSync(join(folder, '.git'), { recursive: true })
      git('init', '--quiet', '--bare', '.')
      git('--git-dir=.', 'config', 'core.bare', 'false')
      git('--git-dir=.', 'config', 'core.worktree', folder)
      git('--git-dir=.', 'config', 'core.fsmonitor', canary)
    },
    git: ['status'],
  },
  {
    name: 'a submodule with settings of its own',
    set({ git, write, canary }) {
      git('init', '--quiet', 'sub')
      write('sub/b.txt', 'one\n')
      git('-C', 'sub', 'add', '.')
      git('-C', 'sub', 'commit', '--quiet', '--message=sub')
      write('.gitmodules', '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n')
      git('add', 'sub', '.gitmodules')
      git('commit', '--quiet', '--message=with sub')
      git('-C', 'sub', 'config', 'core.fsmonitor', canary)
    },
    git: ['status'],
  },
  {
    name: 'an object that is fetched when it is looked at',
    set({ git, folder, canary, write }) {
      write('b.txt', 'three\n')
      git('add', 'b.txt')
      git('commit', '--quiet', '--message=second')
      git('config', 'core.repositoryFormatVersion', '1')
      git('config', 'extensions.partialClone', 'origin')
      git('config', 'remote.origin.promisor', 'true')
      git('config', 'remote.origin.url', folder)
      git('config', 'remote.origin.uploadpack', canary)
      // What `three\n` is called.
      rmSync(join(folder, '.git/objects/2b/df67abb163a4ffb2d7f3f0880c9fe5068ce782'))
      write('b.txt', 'four\n')
    },
    git: ['diff'],
  },
]
