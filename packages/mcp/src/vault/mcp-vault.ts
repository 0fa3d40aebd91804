/**
 * Where logins are kept: short secret texts by key. Whoever can read it can act as the person does. Rejections are told as
 * a vault that cannot be read or written, without their reason.
 */
export interface McpVault {
  read(key: string): Promise<string | undefined>
  /** Without a text the key is removed. */
  write(key: string, text: string | undefined): Promise<void>
  /**
   * Runs the work while nobody else who uses this vault runs one for this key: refreshed twice at once, a login may be
   * lost. Optional; without it that holds within one connection only.
   */
  alone?<Result>(key: string, work: () => Promise<Result>): Promise<Result>
}
