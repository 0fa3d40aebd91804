// What has to go on working inside.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hasWall, walledWorld } from './__fixtures__/walled-world.ts'

describe.skipIf(!hasWall)('inside', () => {
  test('the tests of a package run', async () => {
    const { shell, workspace } = walledWorld()
    writeFileSync(
      join(workspace, 'package.json'),
      JSON.stringify({ name: 'p', scripts: { test: 'node --test' } }),
    )
    writeFileSync(
      join(workspace, 'a.test.mjs'),
      `import { test } from 'node:test'; test('one', () => {})`,
    )
    const end = await shell('npm test')
    expect(end).toMatchObject({ code: 0, head: expect.stringContaining('pass 1') })
  })

  test.each([
    ['node', `node -p '6 * 7'`],
    ['python3', `python3 -c 'print(6 * 7)'`],
    ['python3', `python3 -m venv --without-pip v && v/bin/python -c 'print(6 * 7)'`],
    ['cc', `echo 'int main(void) { return 42; }' >m.c && cc m.c -o m && { ./m; echo $?; }`],
    ['make', `printf 'all:\\n\\t@echo 42\\n' >Makefile && make`],
    [
      'git',
      `git init -q /tmp/r && cd /tmp/r && git -c user.name=t -c user.email=t@e.c commit -q --allow-empty -m 42 && git log --format=%s`,
    ],
    ['bash', `bash -c 'cat <(echo 42)'`],
    ['sh', `mktemp >/dev/null && mkdir -p ~/.cache/x && echo 42`],
  ])('%s works: %s', async (program, script) => {
    const { shell } = walledWorld()
    if ((await shell(`command -v ${program}`)).code !== 0) return
    expect(await shell(script)).toMatchObject({ code: 0, head: expect.stringMatching(/42\n$/u) })
  })

  test('the workspace is written, in folders and with other rights too', async () => {
    const { shell, workspace } = walledWorld()
    mkdirSync(join(workspace, 'sub'))
    const script = 'cd sub && echo x >a && mkdir b && mv a b && chmod 700 b && ln -s b c && rm -r c'
    expect(await shell(script)).toMatchObject({ code: 0 })
    expect(readdirSync(join(workspace, 'sub', 'b'))).toEqual(['a'])
  })

  test('a folder of any name is worked in', async () => {
    const { shell, workspace } = walledWorld()
    const folder = join(workspace, `it's a "folder" \\ with 日本語\nand more`)
    mkdirSync(folder)
    const end = await shell('pwd >where && echo done', {
      cwd: folder,
      place: { workspace: folder },
    })
    expect(end).toMatchObject({ code: 0, head: 'done\n' })
    expect(readdirSync(folder)).toEqual(['where'])
  })

  test('the values of the environment arrive as they are', async () => {
    const env = { PATH: '/usr/bin:/bin', A: `it's "x" $HOME\n`, LD_PRELOAD: '', B: '' }
    const { head } = await walledWorld().shell('printf "%s|%s|" "$A" "$B"; echo ${HOME-none}', {
      env,
    })
    expect(head).toBe(`it's "x" $HOME\n||none\n`)
  })

  test('much output arrives whole', async () => {
    const end = await walledWorld().shell('seq 1 100000')
    expect(end).toMatchObject({ code: 0, bytes: 588_895 })
  })
})
