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
  look: 'View',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
  title: 'Needs your attention',
  warnings: {
    'last-try': 'A call of {{event}} to {{host}} keeps failing and is about to be given up.',
    gone: 'The endpoint of {{event}} at {{host}} returned 410 (Gone). Its calls are kept until you let it catch up.',
    'backlog-old': 'Calls of {{event}} to {{host}} have been waiting for more than an hour.',
    'signing-secret-retires':
      'The old signing secret of {{event}} at {{host}} is about to expire. Does the endpoint use the new one?',
    'breaker-open': 'Calls of {{event}} to {{host}} are stopped, because too many failed. They are kept.',
    'api-key-changes': 'The new API key of {{event}} is sent to {{host}} soon. Does the endpoint accept it?',
    'catch-up-waits': 'Calls of {{event}} to {{host}} were kept back and wait for Catch up.',
    'certificate-expires':
      'The certificate of {{host}} is about to expire. Without a valid one every call of {{event}} fails.',
    'client-certificate-expires':
      'The client certificate of {{event}} for {{host}} is about to expire. Give the web hook a new one.',
    off: '{{event}} to {{host}} is off. Its calls are kept until you turn it on.',
  },
} as const
