import { join } from 'node:path'
import type { AttemptState } from '../../record/eval-fold.ts'
import { attemptSlug } from './attempt-slug.ts'

/** The folders of one try. */
export interface AttemptPlace {
  folder: string
  workspace: string
  /** The subject's own. */
  home: string
  /** Of the commands of the suite. */
  tasks: string
  /** What is put back before anything is verified. */
  protected: string
}

/** Below the run's folder, with forward slashes. */
export const attemptFolder = (id: string, repeat: number, number: number): string =>
  `attempts/${attemptSlug(id)}/${repeat}${number === 1 ? '' : `.${number}`}`

export function attemptPlace(run: string, { folder }: Pick<AttemptState, 'folder'>): AttemptPlace {
  const at = (name: string) => join(run, folder, name)
  return {
    folder: join(run, folder),
    workspace: at('workspace'),
    home: at('home'),
    tasks: at('tasks'),
    protected: at('protected'),
  }
}
