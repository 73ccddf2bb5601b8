import { createRegistry } from '../../base/registry'
import type { DiscoveryAlgorithm } from './algorithm'
import { exact } from './exact/exact'
import { fges } from './greedy/fges'
import { gies } from './greedy/gies'
import { boss } from './order/boss'
import { bossFci } from './constraint/boss-fci'
import { fci } from './constraint/fci'
import { gfci } from './constraint/gfci'
import { pc } from './constraint/pc'
import { additiveNoise } from './functional/additive-noise'
import { dagma } from './functional/dagma'
import { directLingam } from './functional/direct-lingam'
import { neuralBroad, neuralStrict } from './neural/algorithms'
import { cdNod } from './time/cd-nod'
import { pcmci } from './time/pcmci'

export const discoveryAlgorithms = createRegistry<DiscoveryAlgorithm>('algorithm', [
  boss,
  fges,
  gies,
  exact,
  additiveNoise,
  dagma,
  directLingam,
  pc,
  fci,
  gfci,
  bossFci,
  cdNod,
  pcmci,
  neuralBroad,
  neuralStrict,
])
