/** The names by which providers are called: what may stand before the first slash of a model. Looks at no configuration. */
export async function presetNames(): Promise<readonly string[]> {
  const { presets } = await import('@harness/providers')
  return presets.flatMap(({ name, aliases = [] }) => [name, ...aliases])
}
