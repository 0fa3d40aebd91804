import { EvalsError } from '@harness/evals'
import { KernelError } from '@harness/kernel'
import { SdkError } from '@harness/sdk'
import { exitCodes } from './exit-codes.ts'
import { UsageError } from './usage-error.ts'

export interface ExplainedError {
  code: string
  message: string
  exitCode: number
}

/** What a person reads of something thrown, and what the shell does. */
export function explainError(error: unknown): ExplainedError {
  if (error instanceof UsageError || error instanceof SdkError) {
    const { code, message } = error
    const exitCode = code === 'not_sent' ? exitCodes.failed : exitCodes.usage
    return { code, message: message + hintFor(error), exitCode }
  }
  if (error instanceof EvalsError) {
    return { code: error.code, message: error.message, exitCode: exitCodes.usage }
  }
  if (error instanceof KernelError) return explainKernelError(error)
  const message = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error && process.env['HARNESS_DEBUG'] ? `\n${error.stack}` : ''
  return {
    code: 'fault',
    message: `This is a fault of harness itself: ${message.replace(/\.$/, '')}. HARNESS_DEBUG=1 shows where.${stack}`,
    exitCode: exitCodes.failed,
  }
}

function hintFor(error: UsageError | SdkError): string {
  if (error instanceof UsageError) return ''
  if (error.code === 'session_held') return whileHeld(error.session)
  if (error.code === 'files_changed') return whereChanged
  return error.code === 'commands_running' ? whileRunning(error.session) : ''
}

const whereChanged =
  '\nGo on with the files as they are: --no-restore. Put them back all the same, what they are now is kept: --force'

const whileRunning = (id = 'ID') =>
  `\nSee them with: harness sessions tasks ${id}\nEnd one with: harness sessions cancel ${id} N, and where nobody runs the session: harness --resume ${id}`

const whileHeld = (id = 'ID') =>
  `\nLook on with: harness sessions follow ${id}\nSay something to it with: harness sessions post ${id} "text"`

function explainKernelError({ code, message }: KernelError): ExplainedError {
  switch (code) {
    case 'session_not_found':
    case 'invalid_id':
    case 'session_exists':
      return { code, message, exitCode: exitCodes.usage }
    case 'session_damaged':
      return {
        code,
        message: `${message}\nRead what stands before the damage with: harness sessions show ID`,
        exitCode: exitCodes.failed,
      }
    case 'store_failed':
      return {
        code,
        message: `${message}\nThe home is ${process.env['HARNESS_HOME'] ?? '~/.harness'}: HARNESS_HOME names another, harness doctor looks at it.`,
        exitCode: exitCodes.failed,
      }
    default:
      return { code, message, exitCode: exitCodes.failed }
  }
}
