/** A word to everybody five minutes before the planned end, where hosts can put it off. It ends by itself for nobody. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { locale } from '../../i18n/index.ts'
import { useStored } from '../../store.ts'
import { EXTENSION_MINUTES, extended } from './host/extension.ts'
import classes from './styles/room-view.module.css'
import { actsAsHost } from './connection/rights.ts'
import type { Room } from './connection/room.ts'

const NOTICE_BEFORE_MS = 300_000
/** `setTimeout` takes no more. */
const WAIT_MAX_MS = 2_147_483_647

export function EndNotice({ room }: { room: Room }) {
  const { t } = useTranslation()
  const state = useStored(room.state)
  const self = useStored(room.self)
  const isNear = useIsNear(state?.endTime ?? null)
  /** The end of which they know. */
  const [understood, setUnderstood] = useState<string | null>(null)
  if (!state || !isNear || understood === state.endTime) return null
  const time = new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(state.endTime))
  return (
    <div className={classes['notice']} role="status">
      <span>{t('room.end.near', { time })}</span>
      <span className={classes['noticeButtons']}>
        {actsAsHost(state, self) && (
          <button
            type="button"
            className={classes['textButton']}
            onClick={() => void room.hosting.moveEnd(extended(state.endTime))}
          >
            {t('room.controls.extend', { minutes: EXTENSION_MINUTES })}
          </button>
        )}
        <button type="button" className={classes['textButton']} onClick={() => setUnderstood(state.endTime)}>
          {t('room.recording.understood')}
        </button>
      </span>
    </div>
  )
}

/** True from five minutes before. */
function useIsNear(endTime: string | null): boolean {
  const [now, setNow] = useState(Date.now)
  const from = endTime === null ? Infinity : Date.parse(endTime) - NOTICE_BEFORE_MS
  useEffect(() => {
    if (from === Infinity) return
    const timer = setTimeout(() => setNow(Date.now()), Math.min(Math.max(0, from - Date.now()), WAIT_MAX_MS))
    return () => clearTimeout(timer)
  }, [from])
  return now >= from
}
