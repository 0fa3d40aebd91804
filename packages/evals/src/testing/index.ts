// Scripted models for the labs: they show what each case takes, and prove that it can fail.
export { labPlays } from './lab-plays.ts'
export { playModel, type Play, type PlayOptions } from './play-model.ts'
export { type LabPlay, type PlayCall, type PlayTurn } from './play.ts'
