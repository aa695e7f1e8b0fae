/** The white label: its logo and its name, or either. A logo is made for light pages and has a light plate in the dark. */
import { Text } from '@mantine/core'
import { useStored } from '../store.ts'
import classes from './brand.module.css'
import { iconUrl, instance, logoUrl } from './instance.ts'
import { productName } from './product-name.ts'

/** Compact: where there is room for one line only. */
export function Brand({ isLarge = false, isCompact = false }: { isLarge?: boolean; isCompact?: boolean }) {
  const name = useStored(productName)
  const brand = useStored(instance)
  return (
    <BrandMark
      name={name}
      logo={logoUrl(brand)}
      icon={iconUrl(brand)}
      nameBesideLogo={brand.nameBesideLogo && !isCompact}
      isLarge={isLarge}
    />
  )
}

interface BrandMarkProps {
  name: string
  logo: string | null
  icon: string
  nameBesideLogo: boolean
  isLarge?: boolean
}

export function BrandMark({ name, logo, icon, nameBesideLogo, isLarge = false }: BrandMarkProps) {
  const showsName = logo === null || nameBesideLogo
  return (
    <span
      className={classes['brand']}
      data-logo={logo !== null || undefined}
      data-large={isLarge || undefined}
    >
      {logo === null ? (
        <img src={icon} alt="" className={classes['icon']} />
      ) : (
        <img src={logo} alt={showsName ? '' : name} className={classes['logo']} />
      )}
      {showsName && (
        <Text component="span" lineClamp={isLarge ? undefined : 2} className={classes['name']}>
          {name}
        </Text>
      )}
    </span>
  )
}
