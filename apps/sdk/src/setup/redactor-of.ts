import { isSecretKey } from '@harness/config'
import { redactValues, type ValueRedactor } from '@harness/kernel'
import { secretTags } from './secret-tags.ts'

/** A word, such as the `postgres` of a container, would be taken out of every text that has it. A key is longer. */
const word = /^[a-z]{1,11}$/iu

/** Lines of a private key, each of which may be shown without the others. */
const shortestLine = 24

export interface Redacting {
  /** Variables whose values are secrets, whatever their names say. */
  variables?: readonly string[]
  /** What else is known. */
  known?: readonly string[]
  /** Where the key is that secrets are named with; undefined for names that end with this process. */
  home?: string | undefined
  /** Whether what tools answer is kept free of what looks like a secret. Default: true. */
  patterns?: boolean | undefined
}

/**
 * Takes out of everything that is written the values of the variables that hold secrets by their names, and of those that
 * were named, and what else is known. A path is no secret, nor is a short word of letters alone, unless its variable was named.
 */
export function redactorOf(
  env: Readonly<Record<string, string | undefined>>,
  { variables = [], known = [], home, patterns = true }: Redacting = {},
): ValueRedactor {
  const named = Object.entries(env).flatMap(([name, value]) => {
    const isNamed = variables.includes(name)
    if (value === undefined || !(isNamed || isSecretKey(name))) return []
    const secret = value.trim()
    return secret.startsWith('/') || (!isNamed && word.test(secret)) ? [] : [secret]
  })
  const values = [...named, ...known].flatMap((secret) => [secret, ...linesOf(secret)])
  return redactValues(values, { tagOf: secretTags(home), patterns })
}

const linesOf = (secret: string): string[] =>
  secret.includes('\n')
    ? secret
        .split(/\r?\n/u)
        .filter((line) => line.length >= shortestLine && !line.includes('-----'))
    : []
