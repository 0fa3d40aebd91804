// What a command tries to read and change outside of its workspace. Each try must fail inside, and leave nothing outside;
// none would do harm if it did not.
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hasWall, walledWorld, type WalledWorld } from './__fixtures__/walled-world.ts'
import { findSandbox } from './find-sandbox.ts'
import { makeProfile } from './make-profile.ts'
import { wrapCommand } from './wrap-command.ts'

const secret = 'canary-5f1e'

/** A world with a secret outside. */
function world(): WalledWorld & { file: string } {
  const walled = walledWorld()
  const file = join(walled.outside, 'secret')
  writeFileSync(file, secret)
  return { ...walled, file }
}

/** A folder in the home of whoever runs the tests. */
function inHome(): string {
  const folder = realpathSync(mkdtempSync(join(homedir(), '.walled-')))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

describe.skipIf(!hasWall)('a command inside', () => {
  test.each([
    ['/etc', 'echo x >/etc/walled-canary'],
    ['/usr', 'echo x >/usr/bin/walled-canary'],
    ['/', 'echo x >/walled-canary'],
    ['/var/lib', 'echo x >/var/lib/walled-canary'],
    ['/opt by another mount', 'mount --bind /opt . && echo x >walled-canary'],
  ])('writes nothing to %s', async (_, script) => {
    const { code } = await world().shell(script)
    expect(code).not.toBe(0)
    for (const folder of ['/etc', '/usr/bin', '/', '/var/lib', '/opt']) {
      expect(existsSync(join(folder, 'walled-canary'))).toBe(false)
    }
  })

  test('neither reads nor changes what is beside the workspace', async () => {
    const { shell, file, outside } = world()
    const { head } = await shell(`cat ${file} ../outside/secret; echo x >>${file}; ls ${outside}`)
    expect(head).not.toContain(secret)
    await shell('echo x >../outside/new; mkdir -p ../outside && echo x >../outside/secret')
    expect(readdirSync(outside)).toEqual(['secret'])
    expect(readFileSync(file, 'utf8')).toBe(secret)
  })

  test.each(['/etc/shadow', '/etc/gshadow', '/etc/shadow-'])('does not read %s', async (file) => {
    const { code, head } = await world().shell(`cat ${file}`)
    expect(code).not.toBe(0)
    expect(head).not.toContain('root:')
  })

  test('sees nothing of the home of whoever runs it, keys and clouds included', async () => {
    const folder = inHome()
    writeFileSync(join(folder, 'id_ed25519'), secret)
    const { head } = await world().shell(
      `ls -A ~ ${folder} ~/.ssh ~/.aws ~/.gnupg; cat ${folder}/id_ed25519; find ~ -maxdepth 2 -exec grep -sl ${secret} {} +`,
    )
    expect(head).not.toMatch(new RegExp(`${secret}$|id_ed25519$|authorized_keys|known_hosts`, 'mu'))
    expect(head).not.toContain(`${folder.split('/').at(-1)}\n.`)
  })

  test('sees no other homes', async () => {
    const { head } = await world().shell('ls -A /home /root /var/spool /var/log /mnt 2>/dev/null')
    expect(head.match(/^[^/\n.].*$/gmu) ?? []).toEqual([])
  })

  test('what it writes to its home stays in its own', async () => {
    const { shell, scratch } = world()
    await shell('echo evil >>~/.bashrc; echo evil >~/.walled-canary')
    expect(existsSync(join(homedir(), '.walled-canary'))).toBe(false)
    expect(readFileSync(join(scratch, 'home', '.walled-canary'), 'utf8')).toBe('evil\n')
  })

  test('links in the workspace that lead outside lead nowhere', async () => {
    const { shell, workspace, file, outside } = world()
    symlinkSync(file, join(workspace, 'link'))
    symlinkSync(outside, join(workspace, 'folder'))
    symlinkSync('/etc/passwd', join(workspace, 'passwd'))
    const { head } = await shell(
      'cat link folder/secret; echo x >link; echo x >folder/new; echo x >>passwd',
    )
    expect(head).not.toContain(secret)
    expect(readFileSync(file, 'utf8')).toBe(secret)
    expect(readdirSync(outside)).toEqual(['secret'])
  })

  test.each([
    'cat .env config/id_rsa',
    'python3 -c "print(open(\'.env\').read())"',
    'cp .env x; cat x',
    'mv .env x; cat x',
    'ln .env x; cat x',
    'cp -rl . copy; cat copy/.env',
    'mv config c; cat c/id_rsa',
    'tar cf - .env config | cat',
    'umount .env; mount --bind / /mnt; unshare -Urm umount .env; cat .env',
    'cat link; cat /proc/self/cwd/.env',
  ])('opens no secret of the workspace: %s', async (script) => {
    const { shell, workspace } = world()
    mkdirSync(join(workspace, 'config'))
    const files = ['.env', 'config/id_rsa'].map((path) => join(workspace, path))
    for (const file of files) writeFileSync(file, secret)
    symlinkSync('.env', join(workspace, 'link'))
    const { head, tail } = await shell(`${script}; true`)
    expect(head + tail).not.toContain(secret)
    expect((await shell('cat x copy/.env c/id_rsa')).head).not.toContain(secret)
    expect(readFileSync(join(workspace, '.env'), 'utf8')).toBe(secret)
  })

  test('opens what a link called .env leads to in the workspace as little', async () => {
    const { shell, workspace } = world()
    writeFileSync(join(workspace, 'shared.txt'), secret)
    symlinkSync('shared.txt', join(workspace, '.env'))
    expect((await shell('cat .env shared.txt')).head).not.toContain(secret)
  })

  test('opens the secrets that are granted, and folders that are only called so', async () => {
    const { shell, workspace } = world()
    for (const folder of ['fixtures', '.env']) mkdirSync(join(workspace, folder))
    for (const path of ['fixtures/a.pem', 'b.pem', '.env/bin']) {
      writeFileSync(join(workspace, path), `in ${path}`)
    }
    const place = { readable: [join(workspace, 'fixtures')] }
    const { head } = await shell('cat fixtures/a.pem b.pem .env/bin', { place })
    expect(head).toContain('in fixtures/a.pem')
    expect(head).toContain('in .env/bin')
    expect(head).not.toContain('in b.pem')
  })

  test('makes no hard links to what is outside', async () => {
    const { code, head } = await world().shell('ln /etc/hostname mine && echo x >mine')
    expect(code).not.toBe(0)
    expect(head).not.toContain(secret)
  })

  test('changes a file of the workspace that has another name outside: a link is a file', async () => {
    const { shell, workspace, file } = world()
    linkSync(file, join(workspace, 'same'))
    await shell('echo changed >same')
    expect(readFileSync(file, 'utf8')).toBe('changed\n')
  })

  test('has none of the devices of the machine, and makes none', async () => {
    const { head } = await world().shell(
      'ls /dev; mknod disk b 254 0 && head -c 1 disk; mknod kmem c 1 1 && cat kmem; echo $?',
    )
    expect(head).not.toMatch(/^(sd|vd|nvme|loop|dm-|mem|kmsg|fuse|kvm)/mu)
    expect(head.trim().endsWith('0')).toBe(false)
  })

  test.each([
    'mkdir on && mount -t tmpfs none on',
    'mkdir on && mount --bind /usr on',
    'mkdir on && mount -t proc proc on',
    'mount -o remount,rw,bind .',
    'umount /etc/shadow',
    'umount -l .harness',
    'chroot / true',
  ])('cannot do: %s', async (script) => {
    expect((await world().shell(script)).code).not.toBe(0)
  })

  test('the environment is the one that was given', async () => {
    process.env['WALLED_TOKEN'] = secret
    onTestFinished(() => {
      delete process.env['WALLED_TOKEN']
    })
    const { head } = await world().shell('env; cat /proc/*/environ | tr "\\0" "\\n"')
    expect(head).not.toContain(secret)
    expect(head).toMatch(/^HARNESS_TASK=task:/mu)
  })

  test('no open file of ours gets inside', async () => {
    const { workspace, outside } = world()
    const sandbox = await findSandbox()
    if (sandbox.kind !== 'bubblewrap') throw new Error('there is none')
    const file = openSync(outside, 'r')
    onTestFinished(() => closeSync(file))
    const script =
      'for n in 3 4 9 10 19; do ls /proc/self/fd/$n/ 2>/dev/null; done; ls /proc/self/fd'
    const profile = makeProfile({ workspace }, { cwd: workspace, env: { PATH: '/usr/bin:/bin' } })
    const { argv, env } = wrapCommand(sandbox, profile, ['/bin/sh', '-c', script])
    const [program = '', ...args] = argv
    const gap = Array.from({ length: 15 }, () => 'ignore' as const)
    const { stdout } = spawnSync(program, args, {
      cwd: workspace,
      env,
      stdio: ['ignore', 'pipe', 'inherit', file, ...gap, file],
      encoding: 'utf8',
    })
    expect(stdout).toBe('0\n1\n2\n3\n')
  })

  test('what the harness keeps is hidden, within the workspace too', async () => {
    const { shell, workspace } = world()
    const sessions = join(workspace, 'sessions')
    mkdirSync(sessions)
    writeFileSync(join(sessions, 'log'), secret)
    const { head } = await shell('cat sessions/log; echo x >sessions/log; echo x >sessions/new', {
      place: { hidden: [sessions] },
    })
    expect(head).not.toContain(secret)
    expect(readdirSync(sessions)).toEqual(['log'])
    expect(readFileSync(join(sessions, 'log'), 'utf8')).toBe(secret)
  })

  test('who works in the home itself keeps keys and start-up files from it', async () => {
    const { shell, workspace } = world()
    for (const folder of ['.ssh', '.aws', 'bin', '.config/git']) {
      mkdirSync(join(workspace, folder), { recursive: true })
    }
    for (const file of ['.ssh/id', '.aws/credentials', '.netrc', '.bashrc', '.config/git/config']) {
      writeFileSync(join(workspace, file), secret)
    }
    const { head } = await shell(
      'cat .ssh/id .aws/credentials .netrc; for f in .bashrc bin/x .config/git/config .ssh/new; do (echo x >>$f) || echo refused; done; echo y >notes',
      { env: { PATH: '/usr/bin:/bin', HOME: workspace } },
    )
    expect(head).not.toContain(secret)
    expect(head.match(/^refused$/gmu)).toHaveLength(4)
    expect(readFileSync(join(workspace, '.bashrc'), 'utf8')).toBe(secret)
    expect(readFileSync(join(workspace, 'notes'), 'utf8')).toBe('y\n')
  })

  test('further folders are written where that was said', async () => {
    const { shell, outside } = world()
    const place = { writable: [outside, '/no/such/folder'] }
    expect(await shell(`echo x >${outside}/new`, { place })).toMatchObject({ code: 0 })
    expect(readdirSync(outside)).toEqual(['new', 'secret'])
    const { code } = await shell(`cat ${outside}/secret && ! touch ${outside}/more`, {
      place: { readable: [outside] },
    })
    expect(code).toBe(0)
  })
})
