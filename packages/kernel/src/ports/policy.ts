import type { Permissions, Verdict } from '../events/permissions.ts'
import type { Prepared } from '../events/prepared.ts'

export interface PolicyQuestion {
  tool: string
  prepared: Prepared
}

/**
 * Decides over facts. Pure: the same question and permissions give the same verdict. When in doubt it denies. It may have
 * to load what it reads a question with; a rejection denies.
 */
export interface Policy {
  decide(question: PolicyQuestion, permissions: Permissions): Verdict | Promise<Verdict>
}
