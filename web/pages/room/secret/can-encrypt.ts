/** Whether this browser can encrypt what it sends before anybody else sees it. Asked at the door, before LiveKit's client is there. */
export function canEncrypt(): boolean {
  if (!('crypto' in globalThis) || !('subtle' in crypto)) return false
  const streams = 'RTCRtpSender' in globalThis && 'createEncodedStreams' in RTCRtpSender.prototype
  return 'RTCRtpScriptTransform' in globalThis || streams
}
