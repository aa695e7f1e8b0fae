/** Signing in, setting up, and who may do what. */
export const signIn = {
  againText: 'Your session has ended. Sign in to go on; what you typed is still there.',
  againTitle: 'Sign in again',
  code: 'Code',
  codeHint: 'Six digits from your authenticator app',
  email: 'E-mail address',
  password: 'Password',
  showPassword: 'Show the password',
  submit: 'Sign in',
  title: 'Sign in',
} as const

export const setUp = {
  logoLater: 'A logo is not needed now; it can be added at any time.',
  deadLink: 'This link leads nowhere any more',
  finish: 'Done',
  instance: 'Instance',
  invitation: 'Welcome',
  loading: 'One moment',
  look: 'Look',
  passwordHint: '{{limit}} characters or more',
  passwordReset: 'Set a new password',
  passwordText: 'You will sign in as {{email}}.',
  savePassword: 'Save and sign in',
  text: 'Three short steps, and it is yours. Everything can be changed later.',
  title: 'Set up your instance',
  you: 'You',
  yourName: 'Your name',
} as const

export const profile = {
  changePassword: 'Change password',
  confirmTotp: 'Switch on',
  currentPassword: 'Current password',
  disableTotp: 'Switch off',
  enableTotp: 'Set up a second factor',
  newPassword: 'New password',
  passwordSaved: 'The password was changed. Your other sessions have ended.',
  saved: 'Your profile was saved.',
  secondFactor: 'Second factor',
  secondFactorText: 'A code from an authenticator app, asked for beside the password.',
  secretKey: 'Secret key',
  title: 'Your profile',
  totpLink: 'Or open it in the app on this device.',
  totpOff: 'The second factor is off.',
  totpOn: 'The second factor is on.',
  totpSecret: 'Give this key to your authenticator app, then type the code that it shows.',
} as const
