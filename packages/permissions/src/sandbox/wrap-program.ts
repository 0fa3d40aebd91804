import { lstatSync } from 'node:fs'
import type { Sandbox } from './find-sandbox.ts'
import { guardFinder } from './guarded-places.ts'
import { makeProfile, type SandboxedCommand, type SandboxPlace } from './make-profile.ts'
import { makeOwnFolders } from './own-home.ts'
import { removeEmpty } from './remove-empty.ts'
import { isSeen } from './sandbox-profile.ts'
import { wrapCommand, type WrappedCommand } from './wrap-command.ts'

/** Where a program that is no task may act: a server that a session uses. */
export interface ProgramPlace extends SandboxPlace {
  /** Below it are the program's own home and temporary folder. */
  scratch: string
}

export interface WrappedProgram extends WrappedCommand {
  /** Empty folders that stand in the places of what it must not make; to be called when it has ended, removes them. */
  clear(): void
}

/**
 * A program inside the sandbox for as long as it runs. It stays the process that is started: what ends that one ends
 * everything within. What is guarded is looked for once, now. Rejects when the sandbox hides its folder.
 */
export async function wrapProgram(
  sandbox: Sandbox,
  place: ProgramPlace,
  { argv, ...program }: SandboxedCommand & { argv: readonly string[] },
): Promise<WrappedProgram> {
  await makeOwnFolders(place)
  const { places, secrets } = await guardFinder()(place.workspace, place)
  const profile = makeProfile(
    { ...place, secrets: [...(place.secrets ?? []), ...secrets] },
    program,
    places,
  )
  if (!isSeen(profile, profile.cwd)) {
    throw new Error(`the sandbox hides the folder ${program.cwd}: start it in ${place.workspace}`)
  }
  const made = profile.absent.filter((path) => !lstatSync(path, { throwIfNoEntry: false }))
  return {
    ...wrapCommand(attached(sandbox), profile, argv),
    clear: () => made.forEach(removeEmpty),
  }
}

/** With a session of its own it would leave the group that it was started in, and outlive whoever ends that. */
function attached(sandbox: Sandbox): Sandbox {
  if (sandbox.kind === 'seatbelt') return sandbox
  const { setsid: _, ...rest } = sandbox
  return rest
}
