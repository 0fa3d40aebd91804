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
const clock = new Int32Array(new SharedArrayBuffer(4))
for (let turn = 0; ; turn += 1) {
  attempt(() => renameSync(folder, aside))
  attempt(() => symlinkSync(outside, folder))
  attempt(() => unlinkSync(folder))
  attempt(() => renameSync(aside, folder))
  // Whoever is attacked gets further now and then, so that every step of it is met by a flip.
  if (turn % 8 === 0) Atomics.wait(clock, 0, 0, Math.random() * 3)
}
