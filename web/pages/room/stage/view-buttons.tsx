/** The layout, oneself back on the screen, the whole screen, and the small window. */
import {
  IconEye,
  IconLayoutGrid,
  IconLayoutSidebarRight,
  IconMaximize,
  IconMinimize,
  IconPictureInPicture,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../../store.ts'
import { canFillScreen, toggleFullScreen, useFullScreen } from './full-screen.ts'
import classes from '../styles/room-view.module.css'
import { canOpenSmallWindow, smallWindow, toggleSmallWindow } from './small-window.ts'
import { changeView, view } from './view.ts'

export function ViewButtons() {
  const { t } = useTranslation()
  const { layout, isOwnHidden } = useStored(view)
  const isFull = useFullScreen()
  const isSmall = useStored(smallWindow) !== null
  const isGrid = layout === 'grid'
  const label = t(isGrid ? 'room.layout.speaker' : 'room.layout.grid')
  const fullLabel = t(isFull ? 'room.layout.leaveFull' : 'room.layout.full')
  const smallLabel = t(isSmall ? 'room.layout.leaveSmall' : 'room.layout.small')
  return (
    <>
      {isOwnHidden && (
        <button
          type="button"
          className={classes['textButton']}
          aria-label={t('room.layout.showOwn')}
          title={t('room.layout.showOwn')}
          onClick={() => changeView({ isOwnHidden: false })}
        >
          <IconEye size={18} aria-hidden />
        </button>
      )}
      <button
        type="button"
        className={classes['textButton']}
        aria-label={label}
        title={label}
        onClick={() => changeView({ layout: isGrid ? 'speaker' : 'grid', pinned: null })}
      >
        {isGrid ? <IconLayoutSidebarRight size={18} aria-hidden /> : <IconLayoutGrid size={18} aria-hidden />}
      </button>
      {canOpenSmallWindow && (
        <button
          type="button"
          className={`${classes['textButton']} ${classes['wideOnly']}`}
          aria-label={smallLabel}
          title={smallLabel}
          onClick={() => void toggleSmallWindow().catch(() => {})}
        >
          <IconPictureInPicture size={18} aria-hidden />
        </button>
      )}
      {canFillScreen && (
        <button
          type="button"
          className={`${classes['textButton']} ${classes['wideOnly']}`}
          aria-label={fullLabel}
          title={fullLabel}
          onClick={toggleFullScreen}
        >
          {isFull ? <IconMinimize size={18} aria-hidden /> : <IconMaximize size={18} aria-hidden />}
        </button>
      )}
    </>
  )
}
