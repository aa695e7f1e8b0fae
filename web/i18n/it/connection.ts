/** La prova della connessione. */
import type { Area } from '../words.ts'

export const connection: Area<'connection'> = {
  title: 'Prova la connessione',
  purpose:
    'Scopri se videocamera, microfono e rete bastano per una riunione qui. Dura mezzo minuto; nulla viene registrato.',
  language: 'Lingua',
  start: 'Avvia la prova',
  again: 'Prova di nuovo',
  running: 'La prova è in corso.',
  level: 'Livello del microfono',
  preview: 'Immagine della videocamera',
  verdicts: {
    good: 'Tutto funziona.',
    poor: 'Le riunioni funzionano, ma con dei limiti.',
    bad: 'Qualcosa non funziona. Che cosa fare è scritto qui sotto.',
  },
  states: {
    waiting: 'Non ancora provato',
    running: 'Prova in corso …',
    good: 'Funziona',
    poor: 'Limitato',
    bad: 'Non funziona',
    skipped: 'Non provato',
  },
  checks: {
    microphone: 'Microfono',
    camera: 'Videocamera',
    speaker: 'Altoparlante',
    webSocket: 'Connessione al server (WebSocket)',
    udp: 'Percorso diretto per immagine e suono (UDP)',
    turn: 'Percorso attraverso i firewall (TURN)',
    up: 'Velocità di invio',
    down: 'Velocità di ricezione',
    roundTrip: 'Andata e ritorno fino al server',
  },
  speaker: {
    play: 'Riproduci un suono',
    yes: 'L’ho sentito',
    no: 'Non ho sentito nulla',
  },
  advice: {
    denied:
      'Il browser non permette a questa pagina di usarlo. Consentilo nella barra degli indirizzi e prova di nuovo.',
    missing: 'Non è stato trovato nessun dispositivo. Collegane uno e prova di nuovo.',
    inUse: 'Un altro programma lo usa, oppure non si avvia. Chiudi l’altro programma e prova di nuovo.',
    insecure: 'I browser danno videocamera e microfono solo alle pagine con https. Dillo all’amministratore.',
    silent:
      'Non si è sentito nulla. Parla durante la prova, e guarda se il microfono è disattivato sul dispositivo stesso.',
    noPicture: 'La videocamera non dà immagini. Scollegala e ricollegala, oppure apri il coperchio.',
    notHeard: 'Alza il volume, e scegli un altro altoparlante nelle impostazioni del computer.',
    noServer: 'Il server non risponde. Riprova tra un minuto; se continua, dillo all’amministratore.',
    webSocketBlocked:
      'Qualcosa tra te e il server blocca i WebSocket, spesso un proxy o un firewall. Prova un’altra rete, e dai il testo qui sotto all’amministratore.',
    noMedia: 'In questo momento il server non ha né immagine né suono. Dillo all’amministratore.',
    udpBlocked:
      'La tua rete blocca immagine e suono, e non c’è un altro percorso. Prova un’altra rete, e dai il testo qui sotto all’amministratore.',
    viaTurn:
      'La tua rete blocca il percorso diretto; immagine e suono passano per TURN. Le riunioni funzionano.',
    viaTcp:
      'La tua rete blocca UDP; immagine e suono passano per TCP, che è più lento. Le riunioni funzionano.',
    turnBlocked: 'Da qui il server TURN non si raggiunge. Dai il testo qui sotto all’amministratore.',
    noTurn:
      'Nessun server TURN è configurato. Chi ha una rete che blocca UDP non vede e non sente gli altri.',
    before: 'Non si è potuto provare, perché qualcosa prima non funziona.',
    slow: 'La tua rete è lenta. Avvicinati al router, usa un cavo o ferma i download; senza videocamera una riunione richiede meno.',
    far: 'Ci vuole molto per raggiungere il server: le persone parlano nello stesso momento. Usa un cavo, o disattiva la VPN.',
  },
  report: {
    title: 'Per l’amministratore',
    text: 'Se non riesci a risolverlo, invia questo alle persone che gestiscono il servizio.',
    copy: 'Copia il risultato',
    copied: 'Il risultato è copiato',
  },
}
