/** A model that a server says it has. */
export interface ServedModel {
  /** As the server knows it. */
  id: string
  /** Tokens; left out where the server does not say. */
  contextWindow?: number
}
