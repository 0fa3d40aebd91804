const secretName =
  /(?:key|token|secrets?|secret_key_base|_pass|_pwd|_pat|passwords?|passwd|passphrase|credentials?|authorization|cookie|api[-_]?keys|(?:access|auth|api|bearer|refresh)[-_]?tokens)$/iu

/** Whether a key of a configuration, or a variable, holds a secret by the sound of its name. */
export const isSecretKey = (name: string): boolean => secretName.test(name)
