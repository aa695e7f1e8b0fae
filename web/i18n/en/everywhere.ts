/** What is said everywhere: frame, forms, errors, secrets. */
export const common = {
  actions: 'Actions',
  back: 'Back',
  cancel: 'Cancel',
  canUndo: 'You can undo this for a few seconds.',
  close: 'Close',
  copied: 'Copied',
  copy: 'Copy',
  copyWhat: 'Copy: {{what}}',
  created: 'Created',
  delete: 'Delete',
  edit: 'Edit',
  next: 'Next',
  no: 'No',
  none: 'None',
  nothingFound: 'Nothing found',
  off: 'Off',
  on: 'On',
  save: 'Save',
  showMore: 'Show more',
  tryAgain: 'Try again',
  undo: 'Undo',
  yes: 'Yes',
} as const

export const shell = {
  meetings: 'Meetings',
  places: {
    deliveries: 'Deliveries',
    general: 'General',
    branding: 'Branding',
    languages: 'Languages',
    meetings: 'Meeting rules',
    recording: 'Recording and retention',
    dialIn: 'Dial-in',
    mail: 'Mail',
    users: 'Users',
    accounts: 'Accounts',
    apiKeys: 'API keys',
    audit: 'Audit trail',
    health: 'Health',
    webHooks: 'Web hooks',
  },
  roles: { administrator: 'Administrator', host: 'Host' },
  appearance: 'Appearance',
  closeMenu: 'Close the menu',
  home: 'Home',
  hooks: 'Web hooks',
  language: 'Language',
  menu: 'Menu',
  navigation: 'Main navigation',
  schemes: {
    light: 'Light',
    dark: 'Dark',
    auto: 'System',
  },
  signOut: 'Sign out',
  skip: 'Skip to the content',
  system: 'System Configuration',
} as const

export const errors = {
  forbidden: 'Only administrators can open this page',
  forbiddenNext: 'Ask an administrator of this instance if you need something from it.',
  goHome: 'Go to the home page',
  notFound: 'Page not found',
  notFoundNext: 'The link may be old, or what it led to was deleted.',
} as const

export const forms = {
  conflictReady: 'Check the form and save again.',
  conflictTaken: 'Their changes to other fields are in the form now: {{fields}}.',
  conflictText:
    'These fields were changed by both of you. Choose which version to keep, then save again. Nothing is saved before.',
  conflictTitle: 'Somebody else changed this in the meantime',
  field: 'Field',
  keepMine: 'Keep mine',
  keepMineOf: '{{field}}: keep mine',
  leave: 'Leave without saving',
  leaveText: 'Your changes are not saved yet.',
  leaveTitle: 'Leave this page?',
  mine: 'Yours',
  stay: 'Stay',
  takeTheirs: 'Take theirs',
  takeTheirsOf: '{{field}}: take theirs',
  theirs: 'Theirs',
} as const

export const secrets = {
  handedOver: 'I’ve sent it',
  once: 'Copy it now. It is shown only once.',
  stored: 'I’ve saved it',
} as const
