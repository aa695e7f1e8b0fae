/** What somebody may do, each role with what that means. */
import { Radio, type RadioGroupProps, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { User } from '../../../api/administration.ts'

const roles = ['host', 'administrator'] as const satisfies User['role'][]

export function RoleSelect(props: Omit<RadioGroupProps, 'children'>) {
  const { t } = useTranslation()
  return (
    <Radio.Group label={t('users.role')} {...props}>
      <Stack gap="xs" mt={4}>
        {roles.map((role) => (
          <Radio
            key={role}
            value={role}
            label={t(`shell.roles.${role}`)}
            description={t(`users.roleHints.${role}`)}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
