/** The first page, the audit trail, and how the server is doing. */
export const home = {
  ready: 'Your instance is ready. Two steps make it useful.',
  coming: 'Coming up',
  allMeetings: 'All meetings',
  hook: 'Set up a web hook',
  hookDone_one: '{{count}} web hook is set up',
  hookDone_other: '{{count}} web hooks are set up',
  hookText:
    'Let your own systems know when meetings are scheduled, changed, closed or deleted, and when their summary or recording is ready.',
  meeting: 'Schedule a meeting',
  meetingDone: 'Your meetings',
  meetingText:
    'Pick a time, invite people, share the link. People join in their browser; there is nothing to install.',
  purpose: 'What would you like to do?',
  title: 'Welcome, {{name}}',
} as const

export const banners = {
  look: 'Look at it',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
  title: 'Needs your attention',
  warnings: {
    gone: 'The receiver of {{event}} at {{host}} wants no more calls. They are kept until you let it catch up.',
    'last-try': 'A call of {{event}} to {{host}} keeps failing and is about to be given up.',
    'backlog-old': 'Calls of {{event}} to {{host}} have been waiting for more than an hour.',
    'signing-secret-retires':
      'The old signing secret of {{event}} at {{host}} is about to retire. Does the receiver use the new one?',
    'breaker-open': 'Calls of {{event}} to {{host}} are stopped, because too many failed. They are kept.',
    'api-key-changes': 'The new API key of {{event}} is sent to {{host}} soon. Does the receiver accept it?',
    'catch-up-waits': 'Calls of {{event}} to {{host}} were kept back and wait for Catch up.',
    'certificate-expires':
      'The certificate of {{host}} is about to expire. Without a valid one every call of {{event}} fails.',
    'client-certificate-expires':
      'The client certificate of {{event}} for {{host}} is about to expire. Give the web hook a new one.',
    off: '{{event}} to {{host}} is switched off. Its calls are kept, and wait for it to be switched on.',
  },
} as const
