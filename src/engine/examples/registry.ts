import { createRegistry } from '../../base/registry'
import { asia } from './asia'
import type { Example } from './example'
import { kidneyStones } from './kidney-stones'
import { observationalStudy } from './observational-study'
import { smokingTarCancer } from './smoking-tar-cancer'

export const examples = createRegistry<Example>('example', [
  kidneyStones,
  smokingTarCancer,
  asia,
  observationalStudy,
])
