/**
 * zod writes a program for each schema when it is first used. A session uses most of them a few times: that costs more than
 * it saves. To be called before the schemas are loaded.
 */
export async function compileNoSchemas(): Promise<void> {
  const { config } = await import('zod')
  config({ jitless: true })
}
