/** English: the catalogue whose keys count. */
import { profile, setUp, signIn } from './people.ts'
import { common, errors, forms, secrets, shell } from './everywhere.ts'
import { faults, problems } from './problems.ts'
import { banners, home } from './operation.ts'

const en = {
  banners,
  common,
  errors,
  faults,
  forms,
  home,
  problems,
  profile,
  secrets,
  setUp,
  shell,
  signIn,
} as const

export default en
