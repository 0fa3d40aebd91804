/** The model that `HARNESS_PROVIDER` and `HARNESS_MODEL` name together, and which of them does. */
export function environmentModel(
  env: Readonly<Record<string, string | undefined>>,
): { name: string; why: string } | undefined {
  const provider = env['HARNESS_PROVIDER'] || undefined
  const model = env['HARNESS_MODEL'] || undefined
  const name = [provider, model].filter((part) => part !== undefined).join('/')
  if (name === '') return undefined
  return { name, why: model === undefined ? 'HARNESS_PROVIDER' : 'HARNESS_MODEL' }
}
