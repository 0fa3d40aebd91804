import type { Session } from '../log/session.ts'

/** The session of a subagent: the parent's id, and the seq of its task. */
export const childId = ({ id }: Pick<Session, 'id'>, task: number): string => `${id}.${task}`
