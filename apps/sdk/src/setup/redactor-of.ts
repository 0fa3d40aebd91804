import { redactValues, type Redactor } from '@harness/kernel'

/** A word, such as the `postgres` of a container, would be taken out of every text that has it. A key is longer. */
const word = /^[a-z]{1,11}$/iu

const secretName = /(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$/iu

/** A redactor that learns of secrets as they are looked up. */
export interface GrowingRedactor extends Redactor {
  add(secret: string): void
}

/**
 * Takes out of everything that is written the values of the variables that hold secrets by their names, and of those that
 * were named, and what else is known. A path is no secret, nor is a short word of letters alone, unless its variable was named.
 */
export function redactorOf(
  env: Readonly<Record<string, string | undefined>>,
  { variables = [], known = [] }: { variables?: readonly string[]; known?: readonly string[] } = {},
): GrowingRedactor {
  const named = Object.entries(env).flatMap(([name, value]) => {
    const isNamed = variables.includes(name)
    if (value === undefined || !(isNamed || secretName.test(name))) return []
    const secret = value.trim()
    return secret.startsWith('/') || (!isNamed && word.test(secret)) ? [] : [secret]
  })
  const values = [...named, ...known]
  let redactor = redactValues(values)
  return {
    redact: (text) => redactor.redact(text),
    openEnd: (text) => redactor.openEnd(text),
    add(secret) {
      values.push(secret)
      redactor = redactValues(values)
    },
  }
}
