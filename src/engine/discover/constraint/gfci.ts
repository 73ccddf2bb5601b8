import { fges } from '../greedy/fges'
import { scoreThenFci } from './score-then-fci'

export const gfci = scoreThenFci(fges, {
  id: 'gfci',
  label: 'GFCI',
  reference:
    'Ogarrio, Spirtes & Ramsey (2016), A hybrid causal search algorithm for latent variable models, Conference on Probabilistic Graphical Models, PMLR 52; Chickering (2002) for the search by score; Zhang (2008) for the orientation rules.',
})
