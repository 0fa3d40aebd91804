/** Variables that change how something is printed, and nothing else. */
const names =
  /^(?:LANG|LANGUAGE|LC_[A-Z]+|TZ|NO_COLOR|FORCE_COLOR|CLICOLOR|CLICOLOR_FORCE|COLUMNS|LINES|CI|NODE_ENV)$/u

/** Of a locale or a time zone, and of no file that holds one. */
const values = /^(?:[\w@.,:+-]*|[A-Z]\w+\/[\w+-]+(?:\/[\w+-]+)?)$/u

const secrets =
  /KEY|TOKEN|SECRET|PASS|CREDENTIAL|AUTH|PRIVATE|COOKIE|SESSION|WEBHOOK|(?:^|_)(?:PAT|PW|PIN|DSN|UR[LI])$|_auth/u

/** Whether a command may be given a variable of this name without another one being run by it. */
export const isHarmlessVariable = (name: string): boolean => names.test(name)

/** Whether it may be given this value: messages and time zones come from files that a value may lead to. */
export const isHarmlessValue = (value: string): boolean => values.test(value)

/** Whether a variable may be printed: one that holds no secret, by its name. */
export const isPublic = (name: string): boolean => !secrets.test(name)
