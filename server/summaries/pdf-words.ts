/** The words on a summary's PDF, in the languages of the instance; others read English. */
export interface PdfWords {
  title: string
  attendance: string
  name: string
  time: string
  agenda: string
  minutes: string
  nobodyCame: string
  noMinutes: string
  page(page: number, pages: number): string
}

const WORDS: Readonly<Record<string, PdfWords>> = {
  en: {
    title: 'Meeting summary',
    attendance: 'Attendance',
    name: 'Name',
    time: 'Time inside',
    agenda: 'Agenda',
    minutes: 'Minutes',
    nobodyCame: 'Nobody came to this meeting.',
    noMinutes: 'No minutes were written.',
    page: (page, pages) => `Page ${page} of ${pages}`,
  },
  de: {
    title: 'Zusammenfassung der Besprechung',
    attendance: 'Anwesenheit',
    name: 'Name',
    time: 'Anwesend',
    agenda: 'Tagesordnung',
    minutes: 'Protokoll',
    nobodyCame: 'Niemand kam zu dieser Besprechung.',
    noMinutes: 'Es wurde kein Protokoll geschrieben.',
    page: (page, pages) => `Seite ${page} von ${pages}`,
  },
  fr: {
    title: 'Résumé de la réunion',
    attendance: 'Présence',
    name: 'Nom',
    time: 'Présent',
    agenda: 'Ordre du jour',
    minutes: 'Procès-verbal',
    nobodyCame: 'Personne n’est venu à cette réunion.',
    noMinutes: 'Aucun procès-verbal n’a été rédigé.',
    page: (page, pages) => `Page ${page} sur ${pages}`,
  },
  it: {
    title: 'Riepilogo della riunione',
    attendance: 'Presenze',
    name: 'Nome',
    time: 'Presente',
    agenda: 'Ordine del giorno',
    minutes: 'Verbale',
    nobodyCame: 'Nessuno è venuto a questa riunione.',
    noMinutes: 'Non è stato redatto alcun verbale.',
    page: (page, pages) => `Pagina ${page} di ${pages}`,
  },
}

/** By a BCP 47 tag: `de-CH` reads German. */
export function pdfWords(language: string): PdfWords {
  return WORDS[language.slice(0, 2).toLowerCase()] ?? WORDS['en']!
}
