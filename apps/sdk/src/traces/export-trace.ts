import type { AtifTrajectory, OtlpTraces } from '@harness/traces'
import type { SessionPlace } from '../sessions/read-session.ts'

/** As what a session is exported, and what of it. */
export interface ExportTraceOptions extends SessionPlace {
  /** `otlp`: spans of OpenTelemetry. `atif`: a trajectory. */
  format: 'otlp' | 'atif'
  /**
   * Of spans: messages, instructions, tool definitions, arguments and results too. Default: false. A trajectory is made of
   * them.
   */
  content?: boolean
}

/**
 * A session for programs that read traces, its subagents' in it, whoever runs it: spans by the conventions of OpenTelemetry,
 * or a trajectory. Values of variables that hold secrets are taken out. Rejects as `readSession` does.
 */
export async function exportTrace(
  id: string,
  options: ExportTraceOptions & { format: 'otlp' },
): Promise<OtlpTraces>
export async function exportTrace(
  id: string,
  options: ExportTraceOptions & { format: 'atif' },
): Promise<AtifTrajectory>
export async function exportTrace(
  id: string,
  options: ExportTraceOptions,
): Promise<OtlpTraces | AtifTrajectory> {
  const { exportedTrace } = await import('../traces-engine.ts')
  return exportedTrace(id, options)
}
