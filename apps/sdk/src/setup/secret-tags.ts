// Names of secrets: an HMAC under a key of the home, so that a secret has the same name in every process and every session
// of a home, and nobody without the key can tell from a name what it stands for, nor try.
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SdkError } from '../sdk-error.ts'

const file = 'redaction.key'
const keyBytes = 32

/** Of sessions that end with this process. */
const passing = randomBytes(keyBytes)

/** @param home Where the key is kept: made when the first secret is named. Undefined for one that this process forgets. */
export function secretTags(home: string | undefined): (secret: string) => string {
  let known: Buffer | undefined
  return (secret) => {
    const key = (known ??= home === undefined ? passing : keyIn(home))
    return createHmac('sha256', key).update(secret).digest('hex').slice(0, 12)
  }
}

/** What is wrong with the key of a home, where it has one. */
export function keyFault(home: string): SdkError | undefined {
  try {
    if (existsSync(join(home, file))) keyIn(home)
    return undefined
  } catch (error) {
    if (error instanceof SdkError) return error
    throw error
  }
}

function keyIn(home: string): Buffer {
  const path = join(home, file)
  try {
    return readKey(path) ?? makeKey(home, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || error instanceof SdkError) throw error
    throw new SdkError(
      'bad_home',
      `${path} can be neither read nor made (${String(error.code)}): secrets are kept out of what is written by it. Give this user read and write access to ${home}, or set HARNESS_HOME to another folder.`,
      { cause: error },
    )
  }
}

/** Whole under its name or not there: of two processes that make one, the second has the first one's. */
function makeKey(home: string, path: string): Buffer {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const unfinished = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(unfinished, `${randomBytes(keyBytes).toString('hex')}\n`, {
    mode: 0o600,
    flush: true,
  })
  try {
    linkSync(unfinished, path)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
  const key = readKey(path)
  if (key) return key
  throw new Error(`${path} was made and is gone again`)
}

function readKey(path: string): Buffer | undefined {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex')
    if (key.length === keyBytes) return key
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
  throw new SdkError(
    'bad_home',
    `${path} holds no key: put back the one that was there, or remove it. Without the old one, what stands for secrets in older sessions is not restored.`,
  )
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
