import { redactValues, type Redactor } from '@harness/kernel'

const secretName = /(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$/iu

/** A redactor that learns of secrets as they are looked up. */
export interface GrowingRedactor extends Redactor {
  add(secret: string): void
}

/**
 * Takes out of everything that is written the values of the variables that hold secrets by their names, and of those that
 * were named, and what else is known. A path is no secret.
 */
export function redactorOf(
  env: Readonly<Record<string, string | undefined>>,
  { variables = [], known = [] }: { variables?: readonly string[]; known?: readonly string[] } = {},
): GrowingRedactor {
  const named = Object.entries(env).flatMap(([name, value]) => {
    const isSecret = secretName.test(name) || variables.includes(name)
    return isSecret && value !== undefined && !value.startsWith('/') ? [value.trim()] : []
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
