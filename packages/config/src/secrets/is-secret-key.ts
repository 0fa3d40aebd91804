const secretName =
  /(?:key|token|secrets?|passwords?|passwd|passphrase|credentials?|authorization|cookie|api[-_]?keys|(?:access|auth|api|bearer|refresh)[-_]?tokens)$/iu

/** Whether a key of a configuration, or a variable, holds a secret by the sound of its name. */
export const isSecretKey = (name: string): boolean => secretName.test(name)
