import { z } from 'zod'

const texts = z.record(z.string(), z.string())

const shared = {
  timeoutMs: z
    .int()
    .min(1)
    .max(3_600_000)
    .optional()
    .describe('Milliseconds for an answer, counted anew at each sign of progress. Default: 60000.'),
  lazy: z
    .boolean()
    .optional()
    .describe(
      'Whether it is started by a call, and not before: of its tools there are those that were declared. Default: false.',
    ),
  sampling: z
    .boolean()
    .optional()
    .describe('Whether it may ask the model, where the program lets servers ask. Default: true.'),
  trusted: z
    .boolean()
    .optional()
    .describe('Whether it is believed which of its tools only read. Default: false.'),
}

/** A server that is a program of this machine. */
export const McpCommandSettings = z.strictObject({
  type: z.literal('stdio').optional(),
  command: z.string().min(1).describe('The program: a path, or a name that PATH finds.'),
  args: z.array(z.string()).optional(),
  env: texts.optional().describe('Variables it is given.'),
  passEnv: z
    .array(z.string())
    .optional()
    .describe('Names of variables it is given as they are here, besides PATH, HOME and the like.'),
  cwd: z.string().optional().describe('The folder it is started in. Default: the workspace.'),
  ...shared,
})
export type McpCommandSettings = z.infer<typeof McpCommandSettings>

/** How this program logs in at a server; all of it is found out where it is left out. */
export const McpOAuthSettings = z
  .strictObject({
    grant: z
      .enum(['authorization_code', 'client_credentials'])
      .optional()
      .describe('Who logs in: a person (default), or this program, by its own secret or key.'),
    clientId: z.string().min(1).optional().describe('Who this program is registered as there.'),
    clientSecretEnv: z
      .string()
      .min(1)
      .optional()
      .describe('The variable that holds the secret of clientId. It needs an issuer.'),
    clientKeyEnv: z
      .string()
      .min(1)
      .optional()
      .describe('The variable that holds a private key (PEM) of clientId, instead of a secret.'),
    issuer: z
      .url()
      .optional()
      .describe('The authorization server that it has to be. Default: the one the server names.'),
    clientMetadataUrl: z
      .url({ protocol: /^https$/ })
      .optional()
      .describe('A document on the web that says who this program is, where that is taken.'),
    scopes: z
      .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/))
      .optional()
      .describe('Rights to ask for. Default: those that the server names.'),
    callbackPort: z
      .int()
      .min(1024)
      .max(65_535)
      .optional()
      .describe('The port that the browser comes back to. Default: any.'),
  })
  .refine(({ clientSecretEnv, issuer }) => clientSecretEnv === undefined || issuer !== undefined, {
    message: 'clientSecretEnv needs an issuer: the secret goes to no other.',
  })
  .refine(
    ({ grant, clientId, clientSecretEnv, clientKeyEnv, issuer }) =>
      grant !== 'client_credentials' ||
      (clientId !== undefined &&
        issuer !== undefined &&
        (clientSecretEnv ?? clientKeyEnv) !== undefined),
    { message: 'client_credentials need clientId, issuer, and clientSecretEnv or clientKeyEnv.' },
  )
  .refine(
    ({ grant, clientKeyEnv }) => clientKeyEnv === undefined || grant === 'client_credentials',
    { message: 'clientKeyEnv is for the grant client_credentials.' },
  )
export type McpOAuthSettings = z.infer<typeof McpOAuthSettings>

/** A server that is reached by an address. */
export const McpAddressSettings = z.strictObject({
  type: z
    .enum(['http', 'sse'])
    .optional()
    .describe('Default: streamable HTTP, and SSE where a server does not speak it.'),
  url: z.url({ protocol: /^https?$/ }),
  headers: texts.optional().describe('Sent with each request, to this origin only.'),
  oauth: McpOAuthSettings.optional(),
  ...shared,
})
export type McpAddressSettings = z.infer<typeof McpAddressSettings>

/** A server, as `.mcp.json` writes it: a command, or an address. */
export const McpServerSettings = z.union([McpCommandSettings, McpAddressSettings])
export type McpServerSettings = z.infer<typeof McpServerSettings>
