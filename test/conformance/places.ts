import { resolve } from 'node:path'

/** The stage of cdk.json that is deployed to the emulator, untouched. */
export const stage = 'trial'

/** Everything the conformance run makes lies here; git ignores it. */
export const buildFolder = resolve('.emulator')
export const outputsFile = `${buildFolder}/outputs.json`
/** Milliseconds by which the functions' clock is ahead; absent for none (moved-clock.mjs reads it). */
export const clockFile = `${buildFolder}/clock-ahead`
