/** The layout, and oneself back on the screen. */
import { IconEye, IconLayoutGrid, IconLayoutSidebarRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStored } from '../../store.ts'
import classes from './room-view.module.css'
import { changeView, view } from './view.ts'

export function ViewButtons() {
  const { t } = useTranslation()
  const { layout, isOwnHidden } = useStored(view)
  const isGrid = layout === 'grid'
  const label = t(isGrid ? 'room.layout.speaker' : 'room.layout.grid')
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
    </>
  )
}
