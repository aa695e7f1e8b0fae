/**
 * One's own camera, microphone and screen. Whatever of them cannot be had, one joins without. A muted microphone stays
 * open and sends silence, so that it is back at once; a camera that is switched off is let go, and its light goes out.
 */
import { create, type Store } from '../../../store.ts'

/** Why there is no camera or microphone. */
export type MediaFault = 'denied' | 'missing' | 'in-use' | 'insecure'

export interface LocalMediaState {
  microphone: MediaStreamTrack | null
  isMuted: boolean
  camera: MediaStreamTrack | null
  screen: MediaStreamTrack | null
  /** Of a shared tab. */
  screenSound: MediaStreamTrack | null
  devices: MediaDeviceInfo[]
  fault: MediaFault | null
  /** The browser was asked for them, or is being asked. */
  wasAsked: boolean
  /** It is still being asked for. */
  isStarting: boolean
}

export interface LocalMedia {
  state: Store<LocalMediaState>
  /** Asks for both, or for what there is of them; without a camera where none is wanted. */
  start: (wanted?: { camera: boolean }) => Promise<void>
  setMuted: (isMuted: boolean) => Promise<void>
  setCamera: (isOn: boolean, deviceId?: string) => Promise<void>
  chooseMicrophone: (deviceId: string) => Promise<void>
  setScreen: (isOn: boolean) => Promise<void>
  /** Lets go of everything. */
  stop: () => void
}

type Kind = 'microphone' | 'camera'

const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } }
const MICROPHONE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true }

export function createLocalMedia(): LocalMedia {
  const state = create<LocalMediaState>({
    microphone: null,
    isMuted: false,
    camera: null,
    screen: null,
    screenSound: null,
    devices: [],
    fault: null,
    wasAsked: false,
    isStarting: false,
  })
  let isStopped = false
  const change = (changed: Partial<LocalMediaState>) => state.set({ ...state.get(), ...changed })

  async function acquire(constraints: MediaStreamConstraints): Promise<boolean> {
    try {
      if (!('mediaDevices' in navigator)) throw new DOMException('', 'SecurityError')
      const stream = await navigator.mediaDevices.getUserMedia(constraints)
      for (const track of stream.getTracks()) keep(track.kind === 'audio' ? 'microphone' : 'camera', track)
      change({ fault: null, devices: await navigator.mediaDevices.enumerateDevices() })
      return true
    } catch (error) {
      change({ fault: faultOf(error) })
      return false
    }
  }

  function keep(kind: Kind, track: MediaStreamTrack): void {
    if (isStopped) return track.stop()
    state.get()[kind]?.stop()
    if (kind === 'microphone') track.enabled = !state.get().isMuted
    // Unplugged, or taken away by the system.
    track.addEventListener('ended', () => {
      if (state.get()[kind] === track) change({ [kind]: null })
    })
    change({ [kind]: track })
  }

  /** Something was plugged in or out. */
  function listDevices(): void {
    void navigator.mediaDevices.enumerateDevices().then((devices) => change({ devices }))
  }

  async function start(wanted = { camera: true }): Promise<void> {
    isStopped = false
    if (state.get().isStarting) return
    change({ isStarting: true, wasAsked: true })
    if ('mediaDevices' in navigator) navigator.mediaDevices.addEventListener('devicechange', listDevices)
    if (!wanted.camera) await acquire({ audio: MICROPHONE })
    else if (!(await acquire({ audio: MICROPHONE, video: CAMERA })) && state.get().fault !== 'insecure') {
      const hasMicrophone = await acquire({ audio: MICROPHONE })
      const { fault } = state.get()
      const hasCamera = await acquire({ video: CAMERA })
      // What was heard of the one that is missing is what is told.
      if (hasCamera && !hasMicrophone) change({ fault })
    }
    change({ isStarting: false })
  }

  async function setScreen(isOn: boolean): Promise<void> {
    dropScreen()
    if (!isOn) return
    const stream = await navigator.mediaDevices
      .getDisplayMedia({ video: true, audio: true })
      .catch(() => null)
    const [screen] = stream?.getVideoTracks() ?? []
    const [screenSound = null] = stream?.getAudioTracks() ?? []
    if (!screen) return
    screen.addEventListener('ended', () => {
      if (state.get().screen === screen) dropScreen()
    })
    change({ screen, screenSound })
    if (isStopped) dropScreen()
  }

  function dropScreen(): void {
    const { screen, screenSound } = state.get()
    screen?.stop()
    screenSound?.stop()
    change({ screen: null, screenSound: null })
  }

  return {
    state,
    start,
    setScreen,
    async setMuted(isMuted) {
      change({ isMuted })
      const { microphone } = state.get()
      if (microphone) {
        microphone.enabled = !isMuted
        // The same track, but something has changed about it.
        change({ microphone })
      } else if (!isMuted) await acquire({ audio: MICROPHONE })
    },
    async setCamera(isOn, deviceId) {
      if (isOn) return void (await acquire({ video: { ...CAMERA, ...exactly(deviceId) } }))
      state.get().camera?.stop()
      change({ camera: null })
    },
    chooseMicrophone: async (deviceId) =>
      void (await acquire({ audio: { ...MICROPHONE, ...exactly(deviceId) } })),
    stop() {
      isStopped = true
      if ('mediaDevices' in navigator) navigator.mediaDevices.removeEventListener('devicechange', listDevices)
      dropScreen()
      const { microphone, camera } = state.get()
      for (const track of [microphone, camera]) track?.stop()
      change({ microphone: null, camera: null })
    },
  }
}

function exactly(deviceId: string | undefined) {
  return deviceId === undefined ? {} : { deviceId: { exact: deviceId } }
}

function faultOf(error: unknown): MediaFault {
  const name = error instanceof DOMException || error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError') return 'denied'
  if (name === 'SecurityError') return 'insecure'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'in-use'
}

/** Whether the browser gives camera and microphone without asking the person, because they allowed it before. */
export async function isAllowedAlready(): Promise<boolean> {
  try {
    const names = ['camera', 'microphone'] as PermissionName[]
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })))
    return states.every(({ state }) => state === 'granted')
  } catch {
    // A browser that does not tell.
    return false
  }
}
