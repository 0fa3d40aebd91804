import { expect, test } from 'vitest'
import { seatbeltEnvironment } from './seatbelt-environment.ts'
import { seatbeltProfile } from './seatbelt-profile.ts'
import type { SandboxProfile } from './sandbox-profile.ts'
import { wrapCommand } from './wrap-command.ts'

const profile: SandboxProfile = {
  cwd: '/Users/a/work',
  env: { HOME: '/Users/a', TMPDIR: '/tmp', PATH: '/bin' },
  network: false,
  hidden: ['/Users'],
  own: [
    { path: '/Users/a', from: '/Users/a/.h/home' },
    { path: '/private/tmp', from: '/Users/a/.h/tmp' },
  ],
  readable: ['/Users/a/.nvm'],
  writable: ['/Users/a/work'],
  readOnly: ['/Users/a/work/.git'],
  absent: ['/Users/a/work/.harness'],
  blank: ['/private/var/run/socket'],
}

test('refuses what is not named, and says the inner after the outer', () => {
  const text = seatbeltProfile(profile)
  expect(text.split('\n').slice(0, 2)).toEqual(['(version 1)', '(deny default)'])
  expect(text.slice(text.indexOf('(allow file-read*)'))).toMatchInlineSnapshot(`
    "(allow file-read*)
    (deny file-read-data file-write* (subpath "/Users"))
    (deny file-read-data file-write* (subpath "/Users/a"))
    (allow file-read* file-write* (subpath "/Users/a/.h/home"))
    (deny file-read-data file-write* (subpath "/private/tmp"))
    (allow file-read* file-write* (subpath "/Users/a/.h/tmp"))
    (allow file-read* (subpath "/Users/a/.nvm"))
    (deny file-write* (subpath "/Users/a/.nvm"))
    (allow file-read* file-write* (subpath "/Users/a/work"))
    (deny file-write* (subpath "/Users/a/work/.git"))
    (deny file-write* (subpath "/Users/a/work/.harness"))
    (deny file-read-data file-write* (subpath "/private/var/run/socket"))
    (deny network-outbound (literal "/private/var/run/socket"))
    (deny file-write* (require-all (subpath "/Users/a/work") (regex #"/\\.([gG][iI][tT]|[hH][aA][rR][nN][eE][sS][sS])(/|$)")))"
  `)
  expect(text).not.toContain('(allow network')
})

test('the network is open where that is said', () => {
  expect(seatbeltProfile({ ...profile, network: true })).toContain('(allow network*)')
})

test('a path cannot end its string', () => {
  const path = `/Users/a/it's "quoted" \\ \\" 日本語 (deny) ; #\n`
  const text = seatbeltProfile({ ...profile, writable: [path] })
  const quoted = `"/Users/a/it's \\"quoted\\" \\\\ \\\\\\" 日本語 (deny) ; #\n"`
  expect(text).toContain(`(allow file-read* file-write* (subpath ${quoted}))`)
  // Without what stands in quotes, what is left is balanced.
  const outside = text.replaceAll(/#?"(?:[^"\\]|\\.)*"/gsu, '')
  expect(outside.split('(').length).toBe(outside.split(')').length)
  expect(outside).not.toContain('"')
})

test('a command is told where its home and its temporary folder are', () => {
  expect(seatbeltEnvironment(profile)).toEqual({
    HOME: '/Users/a/.h/home',
    TMPDIR: '/Users/a/.h/tmp',
    PATH: '/bin',
  })
  const { argv } = wrapCommand({ kind: 'seatbelt', program: '/s' }, profile, ['git', 'log'])
  expect(argv).toEqual(['/s', '-p', seatbeltProfile(profile), 'git', 'log'])
})
