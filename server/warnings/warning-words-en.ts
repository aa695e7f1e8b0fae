/** Warnings in English, and the shape that the catalogues of all languages have. */
import type { WarningCode } from '../platform/database/tables.ts'

export interface WarningWords {
  /** BCP 47: how times are written, and the language of the mail. */
  locale: string
  greeting: (name: string) => string
  /** `webHook`: its name, or the hook that it serves. */
  subject: Record<WarningCode, (webHook: string) => string>
  /** What happened, and what to do. */
  opening: Record<WarningCode, string>
  webHook: string
  receiver: string
  since: string
  deadline: string
  details: string
  open: string
  closing: string
}

export const english: WarningWords = {
  locale: 'en-GB',
  greeting: (name) => (name ? `Hello ${name}` : 'Hello'),
  subject: {
    gone: (webHook) => `Web hook ${webHook}: the endpoint is gone`,
    'breaker-open': (webHook) => `Web hook ${webHook}: its calls fail`,
    recovered: (webHook) => `Web hook ${webHook}: works again`,
    off: (webHook) => `Web hook ${webHook}: switched off`,
    'backlog-old': (webHook) => `Web hook ${webHook}: calls have been waiting for more than an hour`,
    'last-try': (webHook) => `Web hook ${webHook}: a call is about to be given up`,
    'catch-up-waits': (webHook) => `Web hook ${webHook}: calls wait for Catch up`,
    'signing-secret-retires': (webHook) => `Web hook ${webHook}: the old signing secret expires soon`,
    'api-key-changes': (webHook) => `Web hook ${webHook}: the API key changes soon`,
    'certificate-expires': (webHook) => `Web hook ${webHook}: the endpoint’s certificate expires soon`,
    'client-certificate-expires': (webHook) => `Web hook ${webHook}: the client certificate expires soon`,
  },
  opening: {
    gone: 'The endpoint returned 410 (Gone). Its calls are kept. Correct the URL, then let the web hook catch up.',
    'breaker-open':
      'Too many calls failed. They are kept, nothing is lost, and one call at a time is tried until the endpoint answers.',
    recovered: 'The endpoint answers again, and calls go out.',
    off: 'The web hook was switched off. Its calls are kept until it is switched on again.',
    'backlog-old': 'The oldest call has been waiting for more than an hour. The delivery log says why.',
    'last-try':
      'A call has failed again and again, and is given up after its last try. Mend the endpoint before, or have the call tried now.',
    'catch-up-waits': 'Calls were kept back. They go out once somebody starts Catch up.',
    'signing-secret-retires':
      'Calls are signed with the old secret, too, for a little while only. The endpoint has to know the new secret by then.',
    'api-key-changes': 'Calls will carry the new API key. The endpoint has to accept it by then.',
    'certificate-expires':
      'Without a valid certificate every call fails. Have the endpoint’s certificate renewed.',
    'client-certificate-expires':
      'The endpoint will refuse calls with an expired certificate. Give the web hook a new one.',
  },
  webHook: 'Web hook',
  receiver: 'Endpoint',
  since: 'Since',
  deadline: 'On',
  details: 'Details',
  open: 'Open the web hook',
  closing:
    'You get this mail because you administer this instance: once an hour at most for the same matter.',
}
