import { redactValues, type Redactor } from '@harness/kernel'

const secretName = /(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?)$/iu

/**
 * Takes out of everything that is written the values of the variables that hold secrets by their names, and of the one
 * that was named as the key. A path is no secret.
 */
export function redactorOf(
  env: Readonly<Record<string, string | undefined>>,
  keyVariable?: string,
): Redactor {
  const values = Object.entries(env).flatMap(([name, value]) => {
    const isSecret = secretName.test(name) || name === keyVariable
    return isSecret && value !== undefined && !value.startsWith('/') ? [value.trim()] : []
  })
  return redactValues(values)
}
