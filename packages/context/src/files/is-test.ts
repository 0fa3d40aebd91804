/** Whether a path is of tests or examples: what uses the code rather than what it is. */
export const isTest = (path: string): boolean =>
  /(^|\/)(__tests__|__fixtures__|tests?|specs?|fixtures|examples?|bench|benchmarks?)\/|[._-](test|spec|proof|bench)\.\w+$|(^|\/)test_[^/]*$/i.test(
    path,
  )
