/** A round button on the dark of pictures, the same in light and dark; its label is its tooltip, too. */
import type { TablerIcon } from '@tabler/icons-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import classes from './control-button.module.css'

interface ControlButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  label: string
  icon: TablerIcon
  /** off: something is switched off that people expect on; on: something is open or shown; leave: the way out. */
  tone?: 'plain' | 'off' | 'on' | 'leave'
  /** As `aria-keyshortcuts` writes it. */
  shortcut?: string
  /** How much is new behind it. */
  badge?: number
  /** What the badge means, for those who do not see it. */
  badgeLabel?: string
  ref?: Ref<HTMLButtonElement>
}

const ICON_PX = 22
const BADGE_MAX = 99

export function ControlButton(props: ControlButtonProps) {
  const { label, icon: Icon, tone = 'plain', shortcut, badge = 0, badgeLabel, className, ...rest } = props
  const name = badge > 0 && badgeLabel ? `${label} (${badgeLabel})` : label
  return (
    <button
      type="button"
      {...rest}
      className={`${classes['button']} ${className ?? ''}`}
      data-tone={tone}
      aria-label={name}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut.replace('Control', 'Ctrl')})` : label}
    >
      <Icon size={ICON_PX} aria-hidden />
      {badge > 0 && (
        <span className={classes['badge']} aria-hidden>
          {Math.min(badge, BADGE_MAX)}
        </span>
      )}
    </button>
  )
}
