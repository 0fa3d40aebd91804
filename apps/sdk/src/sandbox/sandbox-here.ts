import type { SandboxFinding } from '@harness/permissions'

let finding: Promise<SandboxFinding> | undefined

/** The sandbox of this machine: tried when it is first asked for, and not again in this process. */
export const sandboxHere = (): Promise<SandboxFinding> =>
  (finding ??= import('@harness/permissions').then(({ findSandbox }) => findSandbox()))
