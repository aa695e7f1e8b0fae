/** Deutsch. */
import type { BaseWords } from '../words.ts'
import { profile, setUp, signIn } from './people.ts'
import { common, errors, forms, secrets, shell } from './everywhere.ts'
import { faults, problems } from './problems.ts'
import { banners, home } from './operation.ts'

const de: BaseWords = {
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
}

export default de
