import type { Grade } from '../record/grade.ts'

/** What a model is asked to decide about. */
export interface GradeQuestion {
  rubric: string
  task: string
  answer: string
  /** What the subject changed, as a unified diff or a list of paths; bounded. */
  changes: string
  /** `provider/name`; null for the model that is measured. */
  model: string | null
}

/** Asks a model. Rejects when it cannot be asked: that is infrastructure, and no verdict. */
export interface Grader {
  grade(question: GradeQuestion, options: { signal: AbortSignal }): Promise<Grade>
}
