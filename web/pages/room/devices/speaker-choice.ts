/** The loudspeaker from which the others are heard, where the browser lets people choose one. Empty: the system's. */
import { create } from '../../../store.ts'

export const canChooseSpeaker =
  typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype

export const chosenSpeaker = create('')
