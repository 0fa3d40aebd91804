import { markup } from '@harness/traces/page'

/** Shows and opens the attempt that an address names. */
export const pageScript = markup`
'use strict'
const reveal = () => {
  const target = document.getElementById(location.hash.slice(1))
  if (!target || target.localName !== 'details') return
  document.getElementById('show-all').checked = true
  target.open = true
  target.scrollIntoView()
  target.querySelector('summary').focus({ preventScroll: true })
}
addEventListener('hashchange', reveal)
reveal()
`
