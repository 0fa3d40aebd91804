// The kernel on one machine with Node: sessions in files, commands that outlive their process.
export * from './store/index.ts'
export { commandRunner, type CommandRunnerOptions } from './tasks/command-runner.ts'
export { systemRuntime } from './system-runtime.ts'
