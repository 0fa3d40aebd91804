import { markup } from './markup.ts'

/**
 * Opens what an address leads into, and goes there once more when what stands around it was drawn and has its real height;
 * keeps the contents open where they stand beside the page.
 */
export const script = markup`
'use strict'
const reveal = () => {
  const target = document.getElementById(location.hash.slice(1))
  if (!target) return
  for (let at = target.parentElement; at; at = at.parentElement) {
    if (at.localName === 'details') at.open = true
  }
  const go = () => target.scrollIntoView()
  go()
  requestAnimationFrame(() => requestAnimationFrame(go))
}
addEventListener('hashchange', reveal)
reveal()
const wide = matchMedia('(min-width: 70rem)')
const contents = document.querySelector('.contents > details')
const place = () => { contents.open = wide.matches }
wide.addEventListener('change', place)
place()
`
