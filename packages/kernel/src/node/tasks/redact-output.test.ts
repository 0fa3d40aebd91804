import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { memoryArtifacts } from '../../memory/memory-artifacts.ts'
import { restoreCommand } from '../../redaction/restore-command.ts'
import { testRedactor, testTag } from '../../testing/test-redactor.ts'
import { running, shellSpec, until } from './__fixtures__/task-world.ts'
import { commandRunner } from './command-runner.ts'
import { redactOutput } from './redact-output.ts'
import { taskFolder } from './task-folder.ts'

const secret = 'sécret-of-output-1'
const mark = `[secret:${testTag(secret)}`
const redactor = testRedactor([secret])

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'redact-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const artifacts = memoryArtifacts()
  const runner = commandRunner({
    folder: () => folder,
    artifacts: () => artifacts,
    redaction: redactor.outputs,
  })
  const handle = { session: 's', task: 1, at: Date.now() }
  const { out } = taskFolder(folder, handle)
  const run = (script: string, env = {}) => {
    const spec = shellSpec(folder, script)
    return runner.run(
      handle,
      { ...spec, env: { ...spec.env, ...env } },
      { signal: new AbortController().signal },
    )
  }
  return { folder, runner, handle, out, run }
}

it('what a command wrote stands in its folder without secrets when it has ended', async () => {
  const { out, run, folder } = place()
  const end = await run(`printf 'a %s b\\n\\377 c' "$IT"; printf '%s' "$IT" | base64`, {
    IT: secret,
  })
  const kept = readFileSync(out)
  expect(kept.toString()).toContain(`a ${mark}] b\n`)
  expect(redactor.restore(kept.toString()).text).toContain(`a ${secret} b\n`)
  expect(kept.includes(0xff)).toBe(true)
  expect(kept.includes(Buffer.from(secret).toString('base64').slice(0, 16))).toBe(false)
  expect(end).toMatchObject({ kind: 'exited', head: kept.toString(), bytes: kept.length })
  expect(existsSync(`${join(folder, 'tasks', '1', 'out')}.clean`)).toBe(false)
})

it('what holds none is left as it is, and what is gone is gone', async () => {
  const { out, run, folder } = place()
  await run('echo plain')
  expect(readFileSync(out, 'utf8')).toBe('plain\n')
  rmSync(out)
  await redactOutput(taskFolder(folder, { task: 1 }), redactor)
  expect(existsSync(out)).toBe(false)
})

it('a long output is cleaned wherever it is cut', async () => {
  const { out, run } = place()
  const bytes = 300_000
  await run(
    `head -c ${bytes - 9} /dev/zero | tr '\\0' x; for i in 1 2 3 4 5; do printf '%s' "$IT"; done; head -c 262140 /dev/zero | tr '\\0' y; printf '%s' "$IT"`,
    {
      IT: secret,
    },
  )
  const kept = readFileSync(out, 'utf8')
  expect(kept).not.toContain(secret)
  expect(kept.match(/\[secret:/gu)).toHaveLength(6)
})

it('what is read of a command that runs holds none either, wherever a piece begins and ends', async () => {
  const { runner, handle, run, folder } = place()
  const stop = join(folder, 'stop')
  const text = `before ${secret} between ${secret} behind`
  const ended = run(`printf '%s' "$TEXT"; until [ -e ${stop} ]; do sleep 0.05; done`, {
    TEXT: text,
  })
  const { length } = Buffer.from(text)
  await until(() => existsSync(join(folder, 'tasks', '1', 'out')))
  while ((await runner.read(handle, { from: 0, most: 1 }))?.total !== length) await sleep(20)
  for (let most = 1; most < 40; most++) {
    let read = ''
    for (let from = 0; from < length - 1;) {
      const piece = await runner.read(handle, { from, most })
      if (!piece || piece.next <= from) break
      read += piece.text
      from = piece.next
    }
    const clean = `before ${mark}] between ${mark}] behind`
    expect(clean.startsWith(read)).toBe(true)
    expect(read.length).toBeGreaterThan(clean.length - 3)
  }
  for (let from = 0; from < length; from++) {
    const { text: piece = '' } = (await runner.read(handle, { from, most: 100 })) ?? {}
    expect(piece).not.toMatch(/ret-of|-output/u)
  }
  writeFileSync(stop, '')
  await ended
})

it('a command acts with a secret that no list of processes shows', async () => {
  const { runner, handle, folder } = place()
  const quoted = `it's "a" $secret \\ of more`
  const known = testRedactor([quoted])
  const word = known.redact(quoted)
  const script = `
printf '%s' "$1" >"$3/first"
cat >"$3/second" <<'END'
${word}
END
[ -z "\${HARNESS_SECRET_2-}\${HARNESS_SECRET_4-}" ] && : >"$3/third"
sleep 0.4
exit 3`
  const spec = {
    ...shellSpec(folder, ''),
    argv: ['/bin/sh', '-c', script, 'sh', word, 'b', folder],
  }
  const restored = restoreCommand(spec, known)
  if (restored.kind === 'missing') throw new Error('missing')
  const ended = runner.run(handle, restored.value, { signal: new AbortController().signal })
  await until(() => existsSync(join(folder, 'third')))
  expect(running('$secret')).toEqual([])
  expect(await ended).toMatchObject({ code: 3 })
  expect(readFileSync(join(folder, 'first'), 'utf8')).toBe(quoted)
  expect(readFileSync(join(folder, 'second'), 'utf8')).toBe(`${quoted}\n`)
})
