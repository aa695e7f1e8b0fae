/** Italiano. */
import type { BaseWords } from '../words.ts'
import { profile, setUp, signIn } from './people.ts'
import { common, errors, forms, secrets, shell } from './everywhere.ts'
import { deliveries } from './deliveries.ts'
import { faults, problems } from './problems.ts'
import { meetings } from './meetings.ts'
import { banners, home } from './operation.ts'
import { webHooks } from './web-hooks.ts'

const it: BaseWords = {
  banners,
  common,
  deliveries,
  errors,
  faults,
  forms,
  home,
  meetings,
  problems,
  profile,
  secrets,
  setUp,
  shell,
  signIn,
  webHooks,
}

export default it
