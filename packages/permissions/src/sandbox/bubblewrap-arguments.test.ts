import { expect, test } from 'vitest'
import { bubblewrapArguments } from './bubblewrap-arguments.ts'
import { isSeen, type SandboxProfile } from './sandbox-profile.ts'

const profile: SandboxProfile = {
  cwd: '/home/a/work/sub',
  env: { PATH: '/usr/bin', A: 'x y' },
  network: false,
  hidden: ['/home', '/run', '/home/a/.ssh', '/srv/state'],
  own: [{ path: '/home/a', from: '/srv/state/home' }, { path: '/tmp' }],
  readable: ['/home/a/.nvm'],
  writable: ['/home/a/work'],
  readOnly: ['/home/a/work/.git'],
  absent: ['/home/a/work/.harness'],
  blank: ['/etc/shadow', '/run/socket'],
}

test('stands before a command, the outer mounts first', () => {
  expect(bubblewrapArguments(profile).join(' ')).toMatchInlineSnapshot(
    `"bwrap --clearenv --unshare-all --unshare-user --new-session --die-with-parent --cap-drop ALL --ro-bind / / --dev /dev --proc /proc --remount-ro /proc --tmpfs /home --tmpfs /run --tmpfs /tmp --ro-bind /dev/null /etc/shadow --bind /srv/state/home /home/a --tmpfs /srv/state --ro-bind /home/a/.nvm /home/a/.nvm --bind /home/a/work /home/a/work --ro-bind /home/a/work/.git /home/a/work/.git --tmpfs /home/a/work/.harness --remount-ro /home/a/work/.harness --remount-ro /home --remount-ro /run --remount-ro /srv/state --setenv PATH /usr/bin --setenv A x y --chdir /home/a/work/sub --"`,
  )
})

test('the network is shared, and namespaces are closed, where that is said', () => {
  const open = bubblewrapArguments({ ...profile, network: true })
  expect(open).toContain('--share-net')
  const closed = bubblewrapArguments(profile, { program: '/b', closesNamespaces: true })
  expect(closed[0]).toBe('/b')
  expect(closed).toContain('--disable-userns')
  expect(closed).not.toContain('--share-net')
})

test('of two lists that name a path the later one counts, and of two paths the longer one', () => {
  const args = bubblewrapArguments({
    ...profile,
    hidden: ['/w'],
    own: [],
    writable: ['/w'],
    readOnly: ['/w/.git'],
    absent: ['/w/.git'],
    blank: [],
    readable: [],
  })
  expect(args.join(' ')).toContain('--bind /w /w --tmpfs /w/.git --remount-ro /w/.git')
})

test('tells what a command finds as we do', () => {
  const seen = (path: string) => isSeen(profile, path)
  expect(['/usr', '/home/a/work', '/home/a/work/sub', '/home/a/.nvm/x'].map(seen)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(['/home', '/home/b', '/home/a', '/home/a/worker', '/tmp/x'].map(seen)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})
