/**
 * The room from the keyboard. Ctrl or Command with D and E switch microphone and camera wherever the focus is; single keys
 * do where nobody writes: M, V, H, F, the space bar to talk while it is held, and the question mark for the list. Single keys
 * can be turned off, because voice control and shaky hands press them by mistake.
 */
import { useEffect } from 'react'
import { create } from '../../store.ts'
import { toggleFullScreen } from './stage/full-screen.ts'
import type { Rights } from './connection/rights.ts'
import type { Room } from './connection/room.ts'

const KEY = 'room-single-keys'

export const hasSingleKeys = create(read())

export function setSingleKeys(isOn: boolean): void {
  hasSingleKeys.set(isOn)
  try {
    localStorage.setItem(KEY, isOn ? 'on' : 'off')
  } catch {
    // Storage is blocked: it holds for this page.
  }
}

/** @param rights what may be switched on */
export function useShortcuts(room: Room, rights: Rights, onHelp: () => void): void {
  const { media, self, raiseHand } = room
  const { microphone: mayTalk, camera: mayShow } = rights
  useEffect(() => {
    /** Unmuted for as long as the space bar is held. */
    let isTalking = false

    function toggleMicrophone(): void {
      const { microphone, isMuted } = media.state.get()
      if (mayTalk) void media.setMuted(microphone !== null && !isMuted)
    }

    function toggleCamera(): void {
      if (mayShow) void media.setCamera(media.state.get().camera === null)
    }

    const singles: Record<string, () => void> = {
      m: toggleMicrophone,
      v: toggleCamera,
      h: () => void raiseHand(self.get().hand === null),
      f: toggleFullScreen,
      '?': onHelp,
      ' ': () => {
        if (!mayTalk || !media.state.get().isMuted) return
        isTalking = true
        void media.setMuted(false)
      },
    }
    const withControl: Record<string, () => void> = { d: toggleMicrophone, e: toggleCamera }

    function onKeyDown(event: KeyboardEvent): void {
      if (event.altKey || event.repeat) return
      const key = event.key.toLowerCase()
      const isControl = event.ctrlKey || event.metaKey
      const action = isControl
        ? !event.shiftKey && withControl[key]
        : hasSingleKeys.get() && !isTaken(event.target, key) && singles[key]
      if (!action) return
      event.preventDefault()
      action()
    }

    function stopTalking(): void {
      if (!isTalking) return
      isTalking = false
      void media.setMuted(true)
    }

    function onKeyUp({ key }: KeyboardEvent): void {
      if (key === ' ') stopTalking()
    }

    addEventListener('keydown', onKeyDown)
    addEventListener('keyup', onKeyUp)
    // The key is released in another window.
    addEventListener('blur', stopTalking)
    return () => {
      stopTalking()
      removeEventListener('keydown', onKeyDown)
      removeEventListener('keyup', onKeyUp)
      removeEventListener('blur', stopTalking)
    }
  }, [media, self, raiseHand, mayTalk, mayShow, onHelp])
}

/** Somebody writes there, a dialog is open, or the space bar presses what has the focus. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  const taking = 'input, textarea, select, [contenteditable], [role="dialog"]'
  return target.closest(key === ' ' ? `${taking}, button, a, summary, [role="tab"]` : taking) !== null
}

function read(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}
