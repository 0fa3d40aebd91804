import { access, readFile } from 'node:fs/promises'

interface Advice {
  why: string
  fix: string
}

/** Switches of Linux that keep an ordinary user from making namespaces, and how to turn them. */
const switches = [
  {
    file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    off: '1',
    fix: 'give bwrap an AppArmor profile that allows userns, or run: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0',
  },
  {
    file: '/proc/sys/kernel/unprivileged_userns_clone',
    off: '0',
    fix: 'run: sudo sysctl kernel.unprivileged_userns_clone=1',
  },
  {
    file: '/proc/sys/user/max_user_namespaces',
    off: '0',
    fix: 'run: sudo sysctl user.max_user_namespaces=15000',
  },
] as const

const containers = ['/.dockerenv', '/run/.containerenv']

/** Why bubblewrap is there and does not work: what the system says of itself, else what the program said. */
export async function whyNoNamespaces(program: string, said: string): Promise<Advice> {
  const why = `${program} does not work here: ${said}`
  for (const { file, off, fix } of switches) {
    const value = await readFile(file, 'utf8').then(
      (text) => text.trim(),
      () => undefined,
    )
    if (value === off) return { why: `${why} (${file} is ${off})`, fix }
  }
  const isThere = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    )
  const inside = await Promise.all(containers.map(isThere))
  if (inside.some(Boolean)) {
    const fix =
      'start the container so that it may make namespaces, with --security-opt seccomp=unconfined --security-opt systempaths=unconfined, or leave the sandbox off and let the container be the wall'
    return { why: `${why} (this is a container)`, fix }
  }
  return { why, fix: `try: ${program} --unshare-all --ro-bind / / --proc /proc true` }
}
