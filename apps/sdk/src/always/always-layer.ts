/** How far "always" reaches: this session, the folder for oneself, the folder for everybody, every folder of the user. */
const alwaysLayers = ['session', 'local', 'project', 'user'] as const
/** Where rules are kept that a person allows for good. */
export type AlwaysLayer = (typeof alwaysLayers)[number]

/** Where rules of an answer may be kept. */
export interface AlwaysPlace {
  layer: AlwaysLayer
  /** The file that gets them; null for the session, whose log does. */
  path: string | null
}

export const isAlwaysLayer = (text: string): text is AlwaysLayer =>
  alwaysLayers.some((layer) => layer === text)
