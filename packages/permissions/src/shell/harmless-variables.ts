/** Variables that change how something is printed, and nothing else. */
const names =
  /^(?:LANG|LANGUAGE|LC_[A-Z]+|TZ|NO_COLOR|FORCE_COLOR|CLICOLOR|CLICOLOR_FORCE|COLUMNS|LINES|CI|NODE_ENV)$/u

/** Whether a command may be given a variable of this name without another one being run by it. */
export const isHarmlessVariable = (name: string): boolean => names.test(name)
