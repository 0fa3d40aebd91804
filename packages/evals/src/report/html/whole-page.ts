import { sha256 } from '@harness/kernel'
import { cleanText, markup, type Markup } from '@harness/traces/page'

interface PageParts {
  title: string
  style: Markup
  /** Null where it needs none. */
  script: Markup | null
  body: Markup
}

/**
 * A page that asks nothing of a network: its content security policy knows its style and its script by their hashes and allows
 * nothing else.
 */
export const wholePage = ({ title, style, script, body }: PageParts): string =>
  textOf(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Harness">
<title>${title} · Harness</title>
<style>${style}</style>
</head>
<body>
${body}${
    script === null
      ? null
      : markup`<script>${script}</script>
`
  }</body>
</html>
`)

function textOf(part: Markup): string {
  const out: string[] = []
  part.write(out, cleanText)
  return out.join('')
}

const policy = (style: Markup, script: Markup | null): string =>
  [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    ...(script === null ? [] : [`script-src '${hashOf(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

function hashOf(part: Markup): string {
  const hex = sha256(new TextEncoder().encode(textOf(part)))
  const bytes = hex.match(/../g)?.map((byte) => String.fromCharCode(Number.parseInt(byte, 16)))
  return `sha256-${btoa(bytes?.join('') ?? '')}`
}
