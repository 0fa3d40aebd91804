import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError, readConfigFile } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'config-'))
afterAll(() => rmSync(folder, { recursive: true }))
const at = (name: string) => join(folder, name)

function written(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content)
  return at(name)
}

function errorOf(path: string): ConfigError {
  try {
    readConfigFile(path, 'user')
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('It was read.')
}

describe('readConfigFile', () => {
  it('is a layer with its path', () => {
    const path = written('a.jsonc', '{}')
    expect(readConfigFile(path, 'user')).toEqual({
      name: 'user',
      label: path,
      file: path,
      text: '{}',
    })
    expect(readConfigFile(path, 'user', 'a.jsonc')?.label).toBe('a.jsonc')
  })

  it('is nothing where there is no file', () => {
    const path = written('b.jsonc', '{}')
    expect(readConfigFile(at('absent.jsonc'), 'user')).toBeUndefined()
    expect(readConfigFile(join(path, 'below.jsonc'), 'user')).toBeUndefined()
  })

  it('follows a link', () => {
    symlinkSync(written('c.jsonc', '{"a":1}'), at('link.jsonc'))
    expect(readConfigFile(at('link.jsonc'), 'user')?.text).toBe('{"a":1}')
  })

  it('keeps a mark of byte order, and the ends of lines', () => {
    const text = '\uFEFF{\r\n}\r\n'
    expect(readConfigFile(written('marked.jsonc', text), 'user')?.text).toBe(text)
  })

  it('refuses a folder, a pipe without waiting, and a link to itself', () => {
    mkdirSync(at('folder.jsonc'))
    execFileSync('mkfifo', [at('pipe.jsonc')])
    symlinkSync(at('round.jsonc'), at('round.jsonc'))
    expect(errorOf(at('folder.jsonc')).message).toContain('This is a folder.')
    expect(errorOf(at('pipe.jsonc')).message).toContain('This is no regular file.')
    expect(errorOf(at('round.jsonc')).message).toContain('cannot be read (ELOOP)')
  })

  it('takes 1 MiB and no more', () => {
    const most = 1024 * 1024
    expect(readConfigFile(written('most.jsonc', ' '.repeat(most)), 'user')?.text).toHaveLength(most)
    expect(errorOf(written('over.jsonc', ' '.repeat(most + 1))).message).toContain('over 1 MiB')
  })

  it('takes UTF-8 only', () => {
    const error = errorOf(written('utf16.jsonc', Buffer.from('\uFEFF{}', 'utf16le')))
    expect(error.code).toBe('unreadable_file')
    expect(error.faults).toMatchObject([{ layer: 'user', file: at('utf16.jsonc'), key: '' }])
    expect(error.message).toContain('Save it as UTF-8.')
  })
})
