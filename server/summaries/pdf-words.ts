/** The words on a summary's PDF, in the languages of the instance; others read English. */
export interface PdfWords {
  /** BCP 47: how dates are written, as in mails. */
  locale: string
  title: string
  attendance: string
  name: string
  time: string
  agenda: string
  minutes: string
  questions: string
  /** `name`: who asked. */
  askedBy(name: string): string
  nobodyCame: string
  noMinutes: string
  absent: string
  recording: string
  /** The text of the link. */
  watch: string
  /** `kind`: screen, paused, lost or resumed. */
  chapter(kind: string, names: string): string
  page(page: number, pages: number): string
}

function chapterWords(screen: string, paused: string, resumed: string, lost: string) {
  const others: Readonly<Record<string, string>> = { paused, lost }
  return (kind: string, names: string) =>
    kind === 'screen' ? `${screen}${names}` : (others[kind] ?? resumed)
}

const WORDS: Readonly<Record<string, PdfWords>> = {
  en: {
    locale: 'en-GB',
    title: 'Meeting summary',
    attendance: 'Attendance',
    name: 'Name',
    time: 'Time inside',
    agenda: 'Agenda',
    minutes: 'Minutes',
    questions: 'Questions',
    askedBy: (name) => `asked by ${name}`,
    nobodyCame: 'Nobody came to this meeting.',
    noMinutes: 'No minutes were written.',
    absent: 'Invited, and not there',
    recording: 'Recording',
    watch: 'Watch the recording',
    chapter: chapterWords('Screen: ', 'Recording paused', 'Recording resumed', 'Not recorded'),
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
  de: {
    locale: 'de',
    title: 'Zusammenfassung der Besprechung',
    attendance: 'Anwesenheit',
    name: 'Name',
    time: 'Anwesend',
    agenda: 'Tagesordnung',
    minutes: 'Protokoll',
    questions: 'Fragen',
    askedBy: (name) => `gefragt von ${name}`,
    nobodyCame: 'Niemand kam zu dieser Besprechung.',
    noMinutes: 'Es wurde kein Protokoll geschrieben.',
    absent: 'Eingeladen und nicht da',
    recording: 'Aufzeichnung',
    watch: 'Aufzeichnung ansehen',
    chapter: chapterWords(
      'Bildschirm: ',
      'Aufzeichnung angehalten',
      'Aufzeichnung fortgesetzt',
      'Nicht aufgezeichnet',
    ),
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },
  fr: {
    locale: 'fr',
    title: 'Résumé de la réunion',
    attendance: 'Présence',
    name: 'Nom',
    time: 'Présent',
    agenda: 'Ordre du jour',
    minutes: 'Procès-verbal',
    questions: 'Questions',
    askedBy: (name) => `posée par ${name}`,
    nobodyCame: 'Personne n’est venu à cette réunion.',
    noMinutes: 'Aucun procès-verbal n’a été rédigé.',
    absent: 'Invités et absents',
    recording: 'Enregistrement',
    watch: 'Regarder l’enregistrement',
    chapter: chapterWords('Écran : ', 'Enregistrement suspendu', 'Enregistrement repris', 'Non enregistré'),
    page: (page, pages) => `Page ${page} sur ${pages}`,
  },
  it: {
    locale: 'it',
    title: 'Riepilogo della riunione',
    attendance: 'Presenze',
    name: 'Nome',
    time: 'Presente',
    agenda: 'Ordine del giorno',
    minutes: 'Verbale',
    questions: 'Domande',
    askedBy: (name) => `posta da ${name}`,
    nobodyCame: 'Nessuno è venuto a questa riunione.',
    noMinutes: 'Non è stato redatto alcun verbale.',
    absent: 'Invitati e assenti',
    recording: 'Registrazione',
    watch: 'Guarda la registrazione',
    chapter: chapterWords('Schermo: ', 'Registrazione in pausa', 'Registrazione ripresa', 'Non registrato'),
    page: (page, pages) => `Pagina ${page} di ${pages}`,
  },
}

/** By a BCP 47 tag: `de-CH` reads German. */
export function pdfWords(language: string): PdfWords {
  return WORDS[language.slice(0, 2).toLowerCase()] ?? WORDS['en']!
}
