import type { Permissions, Verdict } from '../events/permissions.ts'
import type { Prepared } from '../events/prepared.ts'

export interface PolicyQuestion {
  tool: string
  prepared: Prepared
}

/** Decides over facts. Pure: the same question and permissions give the same verdict. When in doubt it denies. */
export interface Policy {
  decide(question: PolicyQuestion, permissions: Permissions): Verdict
}
