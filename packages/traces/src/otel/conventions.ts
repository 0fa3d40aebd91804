/**
 * The semantic conventions that spans follow: those of OpenTelemetry for generative AI and for the Model Context Protocol,
 * of this version and no other. They are in development: a later version is a change of what is exported.
 */
export const otelConventions = {
  version: '1.41.1',
  schemaUrl: 'https://opentelemetry.io/schemas/1.41.1',
} as const
