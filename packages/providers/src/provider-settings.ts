import { z } from 'zod'

/** What a configuration says of one provider. `Secret` is how a configuration writes where a secret is. */
export const providerSettings = <S extends z.ZodType<string>>(secret: S) =>
  z.strictObject({
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Its address, up to and including the version: http://127.0.0.1:8000/v1.'),
    apiKey: secret.optional(),
  })
export type ProviderSettings = z.infer<ReturnType<typeof providerSettings<z.ZodString>>>
