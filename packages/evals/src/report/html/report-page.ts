import { sha256 } from '@harness/kernel'
import { cleanText, markup, type Markup } from '@harness/traces/page'
import type { Report } from '../report.ts'
import { casesPart } from './cases-part.ts'
import { matrixPart } from './matrix-part.ts'
import { pageScript } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { summaryPart } from './summary-part.ts'

/**
 * The report as one HTML file: report.html. It asks nothing of a network; it runs one small script, which its content
 * security policy knows by its hash, and says everything without it. Nothing that a suite or a subject says can become
 * markup. Links lead to the folders beside it, so they hold wherever the run's folder is moved.
 */
export const reportPage = (report: Report): string =>
  textOf(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Harness">
<title>${report.run.suite.name} · Harness</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#cases">To the attempts</a>
<main>
${summaryPart(report)}${matrixPart(report)}${casesPart(report)}</main>
<script>${pageScript}</script>
</body>
</html>
`)

function textOf(part: Markup): string {
  const out: string[] = []
  part.write(out, cleanText)
  return out.join('')
}

const policy = (): string =>
  [
    "default-src 'none'",
    `style-src '${hashOf(pageStyle)}'`,
    `script-src '${hashOf(pageScript)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

function hashOf(part: Markup): string {
  const hex = sha256(new TextEncoder().encode(textOf(part)))
  const bytes = hex.match(/../g)?.map((byte) => String.fromCharCode(Number.parseInt(byte, 16)))
  return `sha256-${btoa(bytes?.join('') ?? '')}`
}
