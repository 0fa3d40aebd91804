import { z } from 'zod'

const Places = z.array(z.string().min(1))

/** What a configuration says of the sandbox. */
export const SandboxSettings = z.strictObject({
  enabled: z
    .union([z.boolean(), z.literal('required')])
    .optional()
    .describe('Whether commands run in a sandbox; "required": not at all where there is none.'),
  network: z.boolean().optional().describe('Whether commands in the sandbox reach the network.'),
  commits: z
    .boolean()
    .optional()
    .describe(
      'Whether commands may commit: hooks and configuration of repositories stay read-only.',
    ),
  writable: Places.optional().describe('Folders and files outside of the workspace to write.'),
  readable: Places.optional().describe(
    'Folders below a home that commands need, to read; also files of the workspace that hold secrets by their names.',
  ),
})
export type SandboxSettings = z.infer<typeof SandboxSettings>
