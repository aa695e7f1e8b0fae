/**
 * One's own camera, microphone and screen. Whatever of them cannot be had, one joins without. A muted microphone stays
 * open and sends silence, so that it is back at once; a camera that is switched off is let go, and its light goes out.
 * Where the microphone is unplugged another one takes its place; of one that is plugged in the person is asked.
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
  /** A microphone that was connected in the middle, until the person takes it or does not want it. */
  newMicrophone: MediaDeviceInfo | null
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
  /** Of a telephone the one on its other side, else the next one. */
  turnCamera: () => Promise<void>
  /** The person does not want the microphone that was connected. */
  ignoreNewMicrophone: () => void
  setScreen: (isOn: boolean) => Promise<void>
  /** Lets go of everything. */
  stop: () => void
}

type Kind = 'microphone' | 'camera'

/** Not devices of their own: what the system has chosen. */
const SYSTEM_CHOICES: readonly string[] = ['', 'default', 'communications']

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
    newMicrophone: null,
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
      if (state.get()[kind] !== track) return
      change({ [kind]: null })
      // Nobody is shown by another camera without asking for it; but who speaks goes on being heard.
      if (kind === 'microphone' && !isStopped) void acquire({ audio: MICROPHONE })
    })
    change({ [kind]: track })
  }

  /** Something was plugged in or out. */
  async function listDevices(): Promise<void> {
    const devices = await navigator.mediaDevices.enumerateDevices()
    const before = state.get().devices
    const known = new Set(before.map(({ deviceId }) => deviceId))
    // Without names one may use none of them yet, and nothing is known of what was there.
    const isNamed = before.some(({ label }) => label !== '')
    const isThere = (id: string | undefined) => devices.some(({ deviceId }) => deviceId === id)
    const arrived = devices.find(
      ({ kind, deviceId }) =>
        kind === 'audioinput' && !known.has(deviceId) && !SYSTEM_CHOICES.includes(deviceId),
    )
    const waiting = state.get().newMicrophone
    change({
      devices,
      newMicrophone: (isNamed && arrived) || (isThere(waiting?.deviceId) ? waiting : null),
    })
  }

  const onDeviceChange = () => void listDevices()

  async function start(wanted = { camera: true }): Promise<void> {
    isStopped = false
    if (state.get().isStarting) return
    change({ isStarting: true, wasAsked: true })
    if ('mediaDevices' in navigator) navigator.mediaDevices.addEventListener('devicechange', onDeviceChange)
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
    async chooseMicrophone(deviceId) {
      change({ newMicrophone: null })
      await acquire({ audio: { ...MICROPHONE, ...exactly(deviceId) } })
    },
    ignoreNewMicrophone: () => change({ newMicrophone: null }),
    async turnCamera() {
      const { camera, devices } = state.get()
      const { deviceId, facingMode } = camera?.getSettings() ?? {}
      // Telephones open one camera at a time.
      camera?.stop()
      const cameras = devices.filter(({ kind }) => kind === 'videoinput')
      const next = cameras[(cameras.findIndex((other) => other.deviceId === deviceId) + 1) % cameras.length]
      const wanted =
        facingMode === 'user' || facingMode === 'environment'
          ? { facingMode: { exact: facingMode === 'user' ? 'environment' : 'user' } }
          : exactly(next?.deviceId)
      const hasTurned = await acquire({ video: { ...CAMERA, ...wanted } })
      if (!hasTurned) await acquire({ video: { ...CAMERA, ...exactly(deviceId) } })
    },
    stop() {
      isStopped = true
      if ('mediaDevices' in navigator)
        navigator.mediaDevices.removeEventListener('devicechange', onDeviceChange)
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
