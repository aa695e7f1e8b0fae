/** The connection test. */
export const connection = {
  title: 'Test your connection',
  purpose:
    'Find out whether camera, microphone and network are good enough for a meeting here. It takes half a minute; nothing is recorded.',
  language: 'Language',
  start: 'Start the test',
  again: 'Test again',
  running: 'The test is running.',
  level: 'Level of your microphone',
  preview: 'Picture of your camera',
  verdicts: {
    good: 'Everything works.',
    poor: 'Meetings work, but not at their best.',
    bad: 'Something does not work. What to do stands below.',
  },
  states: {
    waiting: 'Not tested yet',
    running: 'Testing …',
    good: 'Works',
    poor: 'Limited',
    bad: 'Does not work',
    skipped: 'Not tested',
  },
  checks: {
    microphone: 'Microphone',
    camera: 'Camera',
    speaker: 'Loudspeaker',
    webSocket: 'Connection to the server (WebSocket)',
    udp: 'Direct path for picture and sound (UDP)',
    turn: 'Path through firewalls (TURN)',
    up: 'Sending speed',
    down: 'Receiving speed',
    roundTrip: 'Round trip to the server',
  },
  speaker: {
    play: 'Play a sound',
    yes: 'I heard it',
    no: 'I heard nothing',
  },
  advice: {
    denied: 'The browser does not let this page use it. Allow it in the address bar, and test again.',
    missing: 'None was found. Plug one in, and test again.',
    inUse: 'Another program uses it, or it does not start. Close the other program, and test again.',
    insecure: 'Browsers give camera and microphone to pages with https only. Tell your administrator.',
    silent:
      'Nothing was heard. Say something while the test runs, and look whether the microphone is muted on the device itself.',
    noPicture: 'The camera gives no picture. Unplug it and plug it in again, or open its cover.',
    notHeard: 'Turn up the volume, and choose another loudspeaker in the settings of your computer.',
    noServer: 'The server does not answer. Try again in a minute; if it goes on, tell your administrator.',
    webSocketBlocked:
      'Something between you and the server blocks WebSockets, often a proxy or a firewall. Try another network, and give the text below to your administrator.',
    noMedia: 'The server has no picture and sound at the moment. Tell your administrator.',
    udpBlocked:
      'Your network blocks picture and sound, and there is no other path. Try another network, and give the text below to your administrator.',
    viaTurn:
      'Your network blocks the direct path; picture and sound take the one through TURN. Meetings work.',
    viaTcp: 'Your network blocks UDP; picture and sound go by TCP, which is slower. Meetings work.',
    turnBlocked: 'The TURN server cannot be reached from here. Give the text below to your administrator.',
    noTurn: 'No TURN server is set up. People whose network blocks UDP cannot see and hear others.',
    before: 'This could not be tested, because something before it does not work.',
    slow: 'Your network is slow. Move closer to the router, use a cable, or stop downloads; without camera meetings need less.',
    far: 'It takes long to reach the server: people begin to talk at the same time. Use a cable, or turn off a VPN.',
  },
  report: {
    title: 'For your administrator',
    text: 'If you cannot solve it yourself, send this to the people who run this service.',
    copy: 'Copy the result',
    copied: 'The result is copied',
  },
} as const
