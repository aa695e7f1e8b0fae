/**
 * E-mail address and password, and the code of the second factor once the server asks for it. Used by the sign-in
 * page and, above any other page, by the dialog for an ended session.
 */
import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, wordProblem } from '../api/problem.ts'
import { type Session, signIn } from '../api/session.ts'

interface SignInFormProps {
  /** Whose session ended; they need not type it again. */
  email?: string
  onSignedIn: (session: Session) => void
}

export function SignInForm({ email: known, onSignedIn }: SignInFormProps) {
  const { t } = useTranslation()
  const [email, setEmail] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isBusy, setBusy] = useState(false)
  const totpInput = useRef<HTMLInputElement>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    try {
      onSignedIn(await signIn({ email, password, ...(totp !== null && { totp }) }))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error.code === 'totp-required' ? null : error)
      if (error.code === 'totp-required' || error.code === 'wrong-totp') askForCode()
    } finally {
      setBusy(false)
    }
  }

  function askForCode(): void {
    setTotp('')
    requestAnimationFrame(() => totpInput.current?.focus())
  }

  const isWrongCode = problem?.code === 'wrong-totp'
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {problem && !isWrongCode && (
          <Alert color="red" variant="light" role="alert" title={wordProblem(problem, t).title}>
            {wordProblem(problem, t).detail}
          </Alert>
        )}
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          data-autofocus={known === undefined}
          readOnly={known !== undefined}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus={known !== undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {totp !== null && (
          <TextInput
            ref={totpInput}
            label={t('signIn.code')}
            description={t('signIn.codeHint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6}"
            maxLength={6}
            required
            withAsterisk={false}
            error={isWrongCode && wordProblem(problem, t).title}
            value={totp}
            onChange={(event) => setTotp(event.currentTarget.value)}
          />
        )}
        <Button type="submit" loading={isBusy}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}
