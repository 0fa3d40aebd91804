import type { LoopbackModel } from './start-model.ts'

/** A comparison means something only when every contestant asks the model for the same, byte for byte. */
export async function checkSame(
  model: LoopbackModel,
  contestants: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const digests = new Set<string>()
  await model.seen()
  for (const contest of contestants) {
    await contest()
    digests.add((await model.seen()).digest)
  }
  if (digests.size > 1) throw new Error('the loops do not send the same bytes')
}
