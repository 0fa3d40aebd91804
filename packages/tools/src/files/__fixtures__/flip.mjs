// Flips a folder and a link to another one in its place, as fast as it can: flip.mjs FOLDER OUTSIDE
import { renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'

const [, , folder, outside] = process.argv
const aside = `${folder}.aside`

/** Whoever is attacked makes the folder anew now and then; that goes. */
function attempt(step) {
  try {
    step()
  } catch (error) {
    if (!('code' in error)) throw error
    if (step !== clear) attempt(clear)
  }
}

const clear = () => rmSync(folder, { recursive: true })

process.stdout.write('ready\n')
for (;;) {
  attempt(() => renameSync(folder, aside))
  attempt(() => symlinkSync(outside, folder))
  attempt(() => unlinkSync(folder))
  attempt(() => renameSync(aside, folder))
}
