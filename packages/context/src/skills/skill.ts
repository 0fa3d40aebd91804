/** A folder with a SKILL.md, in the format of https://agentskills.io/specification. Its text is read when it is used. */
export interface Skill {
  name: string
  /** What it does and when to use it. */
  description: string
  /** Of its SKILL.md. */
  path: string
  /** What paths in it are relative to, a real path. */
  folder: string
  /** What its folder was called by the caller. */
  source: string
  /** The folder that links may lead into. */
  within: string
  license?: string
  /** What it needs to be there. */
  compatibility?: string
  /** Tools it expects, as its author wrote them. They allow nothing. */
  allowedTools?: string
}
