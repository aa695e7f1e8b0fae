/** La prova della connessione. */
import type { Area } from '../words.ts'

export const connection: Area<'connection'> = {
  title: 'Provare la connessione',
  purpose:
    'Scopra se videocamera, microfono e rete bastano per una riunione qui. Dura mezzo minuto; nulla viene registrato.',
  language: 'Lingua',
  start: 'Avvii la prova',
  again: 'Provi di nuovo',
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
    play: 'Riprodurre un suono',
    yes: 'L’ho sentito',
    no: 'Non ho sentito nulla',
  },
  advice: {
    denied:
      'Il browser non permette a questa pagina di usarlo. Lo consenta nella barra degli indirizzi e provi di nuovo.',
    missing: 'Non è stato trovato nessun dispositivo. Ne colleghi uno e provi di nuovo.',
    inUse: 'Un altro programma lo usa, oppure non si avvia. Chiuda l’altro programma e provi di nuovo.',
    insecure:
      'I browser danno videocamera e microfono solo alle pagine con https. Lo dica all’amministratore.',
    silent:
      'Non si è sentito nulla. Parli durante la prova, e guardi se il microfono è disattivato sul dispositivo stesso.',
    noPicture: 'La videocamera non dà immagini. La scolleghi e la ricolleghi, oppure apra il coperchio.',
    notHeard: 'Alzi il volume, e scelga un altro altoparlante nelle impostazioni del computer.',
    noServer: 'Il server non risponde. Riprovi tra un minuto; se continua, lo dica all’amministratore.',
    webSocketBlocked:
      'Qualcosa tra Lei e il server blocca i WebSocket, spesso un proxy o un firewall. Provi un’altra rete, e dia il testo qui sotto all’amministratore.',
    noMedia: 'In questo momento il server non ha né immagine né suono. Lo dica all’amministratore.',
    udpBlocked:
      'La Sua rete blocca immagine e suono, e non c’è un altro percorso. Provi un’altra rete, e dia il testo qui sotto all’amministratore.',
    viaTurn:
      'La Sua rete blocca il percorso diretto; immagine e suono passano per TURN. Le riunioni funzionano.',
    viaTcp:
      'La Sua rete blocca UDP; immagine e suono passano per TCP, che è più lento. Le riunioni funzionano.',
    turnBlocked: 'Da qui il server TURN non si raggiunge. Dia il testo qui sotto all’amministratore.',
    noTurn:
      'Nessun server TURN è configurato. Chi ha una rete che blocca UDP non vede e non sente gli altri.',
    before: 'Non si è potuto provare, perché qualcosa prima non funziona.',
    slow: 'La Sua rete è lenta. Si avvicini al router, usi un cavo o fermi i download; senza videocamera una riunione richiede meno.',
    far: 'Ci vuole molto per raggiungere il server: le persone parlano nello stesso momento. Usi un cavo, o disattivi la VPN.',
  },
  report: {
    title: 'Per l’amministratore',
    text: 'Se non riesce a risolverlo, invii questo alle persone che gestiscono il servizio.',
    copy: 'Copiare il risultato',
    copied: 'Il risultato è copiato',
  },
}
