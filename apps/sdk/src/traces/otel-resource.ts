import { otelPairs } from './otel-pairs.ts'

/** What the environment says of whoever exports, in the variables of the OpenTelemetry specification. */
export function otelResource(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const name = env['OTEL_SERVICE_NAME']
  return {
    ...otelPairs(env['OTEL_RESOURCE_ATTRIBUTES'] ?? ''),
    ...(name !== undefined && name !== '' && { 'service.name': name }),
  }
}
