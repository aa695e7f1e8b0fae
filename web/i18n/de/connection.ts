/** Der Verbindungstest. */
import type { Area } from '../words.ts'

export const connection: Area<'connection'> = {
  title: 'Verbindung testen',
  purpose:
    'Finden Sie heraus, ob Kamera, Mikrofon und Netz für eine Besprechung hier ausreichen. Es dauert eine halbe Minute; nichts wird aufgezeichnet.',
  language: 'Sprache',
  start: 'Test starten',
  again: 'Noch einmal testen',
  running: 'Der Test läuft.',
  level: 'Pegel Ihres Mikrofons',
  preview: 'Bild Ihrer Kamera',
  verdicts: {
    good: 'Alles funktioniert.',
    poor: 'Besprechungen funktionieren, aber mit Einschränkungen.',
    bad: 'Etwas funktioniert nicht. Was zu tun ist, steht unten.',
  },
  states: {
    waiting: 'Noch nicht getestet',
    running: 'Wird getestet …',
    good: 'Funktioniert',
    poor: 'Eingeschränkt',
    bad: 'Funktioniert nicht',
    skipped: 'Nicht getestet',
  },
  checks: {
    microphone: 'Mikrofon',
    camera: 'Kamera',
    speaker: 'Lautsprecher',
    webSocket: 'Verbindung zum Server (WebSocket)',
    udp: 'Direkter Weg für Bild und Ton (UDP)',
    turn: 'Weg durch Firewalls (TURN)',
    up: 'Tempo beim Senden',
    down: 'Tempo beim Empfangen',
    roundTrip: 'Laufzeit zum Server und zurück',
  },
  speaker: {
    play: 'Ton abspielen',
    yes: 'Ich habe ihn gehört',
    no: 'Ich habe nichts gehört',
  },
  advice: {
    denied:
      'Der Browser lässt diese Seite nicht darauf zugreifen. Erlauben Sie es in der Adresszeile und testen Sie noch einmal.',
    missing: 'Es wurde keines gefunden. Schließen Sie eines an und testen Sie noch einmal.',
    inUse:
      'Ein anderes Programm benutzt das Gerät, oder es startet nicht. Schließen Sie das andere Programm und testen Sie noch einmal.',
    insecure: 'Browser geben Kamera und Mikrofon nur Seiten mit https. Sagen Sie es Ihrer Administration.',
    silent:
      'Es war nichts zu hören. Sagen Sie etwas, während der Test läuft, und sehen Sie nach, ob das Mikrofon am Gerät selbst stumm ist.',
    noPicture: 'Die Kamera liefert kein Bild. Stecken Sie sie neu ein oder öffnen Sie ihre Abdeckung.',
    notHeard:
      'Stellen Sie lauter, und wählen Sie in den Einstellungen Ihres Computers einen anderen Lautsprecher.',
    noServer:
      'Der Server antwortet nicht. Versuchen Sie es in einer Minute wieder; bleibt es so, sagen Sie es Ihrer Administration.',
    webSocketBlocked:
      'Etwas zwischen Ihnen und dem Server sperrt WebSockets, oft ein Proxy oder eine Firewall. Versuchen Sie ein anderes Netz, und geben Sie den Text unten Ihrer Administration.',
    noMedia: 'Der Server hat gerade weder Bild noch Ton. Sagen Sie es Ihrer Administration.',
    udpBlocked:
      'Ihr Netz sperrt Bild und Ton, und es gibt keinen anderen Weg. Versuchen Sie ein anderes Netz, und geben Sie den Text unten Ihrer Administration.',
    viaTurn:
      'Ihr Netz sperrt den direkten Weg; Bild und Ton nehmen den über TURN. Besprechungen funktionieren.',
    viaTcp:
      'Ihr Netz sperrt UDP; Bild und Ton gehen über TCP, das langsamer ist. Besprechungen funktionieren.',
    turnBlocked:
      'Der TURN-Server ist von hier nicht zu erreichen. Geben Sie den Text unten Ihrer Administration.',
    noTurn: 'Es ist kein TURN-Server eingerichtet. Wessen Netz UDP sperrt, sieht und hört die anderen nicht.',
    before: 'Das konnte nicht getestet werden, weil etwas davor nicht funktioniert.',
    slow: 'Ihr Netz ist langsam. Gehen Sie näher an den Router, nehmen Sie ein Kabel oder halten Sie Downloads an; ohne Kamera brauchen Besprechungen weniger.',
    far: 'Der Weg zum Server dauert lange: Man fängt gleichzeitig zu reden an. Nehmen Sie ein Kabel, oder schalten Sie ein VPN aus.',
  },
  report: {
    title: 'Für Ihre Administration',
    text: 'Wenn Sie es nicht selbst lösen können, senden Sie dies an die Menschen, die diesen Dienst betreiben.',
    copy: 'Ergebnis kopieren',
    copied: 'Das Ergebnis ist kopiert',
  },
}
