import { boss } from '../order/boss'
import { scoreThenFci } from './score-then-fci'

export const bossFci = scoreThenFci(boss, {
  id: 'boss-fci',
  label: 'BOSS-FCI',
  reference:
    'Ogarrio, Spirtes & Ramsey (2016), A hybrid causal search algorithm for latent variable models, Conference on Probabilistic Graphical Models, PMLR 52, with the search of Andrews, Ramsey, Sanchez-Romero, Camchong & Kummerfeld (2023); Zhang (2008) for the orientation rules.',
})
