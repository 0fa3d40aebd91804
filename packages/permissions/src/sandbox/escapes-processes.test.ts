// What a command tries to do to other processes, or to outlive its end.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hasWall, walledWorld } from './__fixtures__/walled-world.ts'

/** The processes whose command line contains the word. */
const running = (word: string): string[] =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/u.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(word)
    } catch {
      return false
    }
  })

async function allEnded(word: string): Promise<void> {
  for (let round = 0; round < 100 && running(word).length > 0; round += 1) await sleep(20)
  expect(running(word)).toEqual([])
}

/** A process outside, of the same user. */
function victim(): number {
  const child = spawn('sleep', ['7770'], { env: { SECRET: 'canary-77' }, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child.pid ?? 0
}

/** Leave the session, the group, the parent, the environment. */
const survivors = (word: string) =>
  [
    `setsid sh -c 'trap "" TERM HUP INT; sleep ${word}; :' &`,
    `(setsid sleep ${word} >/dev/null 2>&1 &)`,
    `nohup sleep ${word} >/dev/null 2>&1 &`,
    `env -i setsid sleep ${word} >/dev/null 2>&1 &`,
    `(env -i setsid sh -c '(sleep ${word} &) >/dev/null 2>&1' &)`,
  ].join('\n')

describe.skipIf(!hasWall)('a command inside', () => {
  test('sees no process but its own', async () => {
    const pid = victim()
    const { head } = await walledWorld().shell(
      'cat /proc/*/cmdline | tr "\\0" " "; ls /proc | grep -c "^[0-9]"; cat /proc/1/environ',
    )
    expect(head).not.toContain('7770')
    expect(head).not.toContain('canary-77')
    expect(running('7770')).toContain(String(pid))
  })

  test('signals no process outside', async () => {
    const pid = victim()
    const { code } = await walledWorld().shell(`kill -KILL ${pid} || kill -0 ${process.pid}`)
    expect(code).not.toBe(0)
    expect(running('7770')).toContain(String(pid))
  })

  test('traces no process outside', async () => {
    const pid = victim()
    const python = `import ctypes; c = ctypes.CDLL(None); exit(0 if c.ptrace(16, ${pid}, 0, 0) == 0 else 9)`
    const { code } = await walledWorld().shell(
      `command -v python3 >/dev/null || exit 9; python3 -c '${python}'`,
    )
    expect(code).toBe(9)
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^TracerPid:\t0$/mu)
  })

  test('has no capabilities and gets none', async () => {
    const { head } = await walledWorld().shell('cat /proc/self/status')
    for (const name of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
      expect(head).toMatch(new RegExp(`^${name}:\\t0+$`, 'mu'))
    }
    expect(head).toMatch(/^NoNewPrivs:\t1$/mu)
  })

  test('makes no namespaces of its own', async () => {
    const script =
      'for flag in -U -r -Urm -m -n "-p -f" -i -u; do unshare $flag true && echo made; done'
    expect((await walledWorld().shell(`${script} 2>/dev/null`)).head).toBe('')
    const nested = await walledWorld().shell('bwrap --ro-bind / / --unshare-all true')
    expect(nested.code).not.toBe(0)
  })

  test('changes no setting of the system', async () => {
    const settings = '/proc/sys/kernel/core_pattern /proc/sys/vm/swappiness /proc/sys/fs/file-max'
    const { head } = await walledWorld().shell(
      `for file in ${settings}; do value=$(cat $file); (echo "$value" >$file) || echo refused; done 2>/dev/null`,
    )
    expect(head).toBe('refused\n'.repeat(3))
    const found = await walledWorld().shell(
      'find /proc /sys -type f -writable 2>/dev/null | head -5',
    )
    expect(found.head).toBe('')
  })

  test.concurrent('leaves nothing running when it ends', async () => {
    const end = await walledWorld().shell(`${survivors('66601')}\necho started`)
    expect(end).toMatchObject({ code: 0, head: 'started\n' })
    await allEnded('66601')
  })

  test.concurrent('leaves nothing running at its deadline', async () => {
    const script = `${survivors('66602')}\ntrap '' TERM; exec env -i sleep 66602`
    const end = await walledWorld().shell(script, { timeoutMs: 500 })
    expect(end).toMatchObject({ stopped: 'timeout' })
    await allEnded('66602')
  })

  test.concurrent('leaves nothing running when it is cancelled', async () => {
    const cancel = new AbortController()
    const { workspace, shell } = walledWorld()
    const script = `${survivors('66603')}\ntouch up; sleep 66603`
    const work = shell(script, { signal: cancel.signal })
    while (!existsSync(join(workspace, 'up'))) await sleep(20)
    cancel.abort('cancel')
    expect(await work).toMatchObject({ stopped: 'cancelled' })
    await allEnded('66603')
  })

  test.concurrent('ends with the process that keeps it', async () => {
    const { workspace, shell } = walledWorld()
    const script = `${survivors('66604')}\ntouch up; exec env -i sleep 66604`
    const work = shell(script).catch((error: unknown) => error)
    while (!existsSync(join(workspace, 'up'))) await sleep(20)
    const shim = readFileSync(`/proc/${running('66604')[0]}/stat`, 'utf8')
    process.kill(-Number(shim.split(' ')[4]), 'SIGKILL')
    await allEnded('66604')
    expect(await work).toMatchObject({ kind: 'exited' })
  })

  test.concurrent('two hundred processes end with it', async () => {
    const script = 'i=0; while [ $i -lt 200 ]; do sleep 66605 & i=$((i + 1)); done; echo $i'
    expect(await walledWorld().shell(script)).toMatchObject({ code: 0, head: '200\n' })
    await allEnded('66605')
  })
})
