/** How many cases a property is tried with, always the same ones unless HARNESS_PROOF_SEED says otherwise. */
export const runs = (numRuns: number) => ({
  numRuns,
  seed: Number(process.env['HARNESS_PROOF_SEED'] ?? 1),
})
