/**
 * What a network that judges edges reads about an ordered pair i -> j. Raise the version with every change of what a
 * number means: a model carries the version it was trained on.
 *
 * Symbols. z: a column, standardised over all rows, clipped to ±6 and standardised again. K: the rows in which j was
 * not set by an experimenter, N_j of them; do(i): those in which i was set, c_i of them. e_j: the residual of z_j in the
 * regression on z and z² of its parents in the quadratic search, over K; f_j: the same on the full design of the at most
 * nine strongest parents from both searches (1, z, z², z³ and all products of two); both standardised over K, clipped
 * and standardised again, and 0 outside K. He3(z) = z³ - 3z. Inside a sum over K the factor of j is centred over K.
 * l(t) = sign(t) log(1 + |t|). S(x) = .7 l(N_j^-½ Σ_K x). D(x) = .7 l(c_i^-½ Σ_do(i) x), 0 without such rows.
 * λ = .003 + .1 n/N for n variables and N rows.
 * All features are finite, clipped to ±8, 0 for i = j and for a constant column where they read it.
 */
export const PAIR_FEATURE_VERSION = 1

export interface PairFeature {
  readonly name: string
  readonly formula: string
}

export const pairFeatures: readonly PairFeature[] = [
  { name: 'correlation', formula: '3 r_ij, over all rows' },
  { name: 'partial correlation', formula: '3 times that of i and j given all others, from (R + λI)⁻¹' },
  { name: 'correlation where j was not set', formula: '3 r_ij over K' },
  { name: 'coefficient', formula: '3 b_ij: ridge regression of z_j on all other z over K, penalty .3 λ N' },
  { name: 'coefficient, t', formula: '.7 l(b_ij / standard error)' },
  { name: 'product when i is set', formula: 'D(z_i z_j)' },
  { name: 'shift when i is set', formula: 'D(z_j)' },
  { name: 'variance when i is set', formula: 'D(z_j² - 1)' },
  { name: 'error variance when i is set', formula: 'D(e_j² - 1)' },
  { name: 'error product when i is set', formula: 'D(z_i e_j)' },
  {
    name: 'linear search: strength',
    formula: '.5 l(T_ij), T = √(2 × log-likelihood gain of i as a parent of j)',
  },
  { name: 'linear search: parent', formula: '1 when i is a parent of j' },
  { name: 'linear search: before', formula: 'share of the runs with i before j' },
  { name: 'quadratic search: strength', formula: '.5 l(T_ij)' },
  { name: 'quadratic search: parent', formula: '1 when i is a parent of j' },
  { name: 'quadratic search: before', formula: 'share of the runs with i before j' },
  {
    name: 'distance in the order',
    formula: '(position of j - position of i) / n, mean of the quadratic runs',
  },
  { name: 'error × square', formula: 'S(e_j z_i²)' },
  { name: 'error² × value', formula: 'S(e_j² z_i)' },
  { name: 'error² × square', formula: 'S(e_j² z_i²)' },
  { name: 'error × He3', formula: 'S(e_j He3(z_i))' },
  { name: 'error × absolute value', formula: 'S(e_j |z_i|)' },
  { name: 'errors', formula: 'S(e_i e_j)' },
  { name: 'squared errors', formula: 'S((e_i² - 1)(e_j² - 1))' },
  { name: 'error × cubed error', formula: 'S(e_i e_j³)' },
  { name: 'square × value', formula: '.5 l(N_j^-½ Σ_K z_i² z_j)' },
  { name: 'square × square', formula: '.5 l(N_j^-½ Σ_K (z_i² - 1) z_j²)' },
  { name: 'rows with i set', formula: 'log(1 + c_i) / 4' },
  {
    name: 'drop from the full design',
    formula: '.5 l((χ² - df) / √(2 df)) when i is left out of the design of f_j, 0 when it is not in it',
  },
  { name: 'full error variance when i is set', formula: 'D(f_j² - 1)' },
  { name: 'full error product when i is set', formula: 'D(z_i f_j)' },
  { name: 'full error × value', formula: 'S(f_j z_i)' },
  { name: 'full error × square', formula: 'S(f_j z_i²)' },
  { name: 'full error × He3', formula: 'S(f_j He3(z_i))' },
  { name: 'full error² × value', formula: 'S(f_j² z_i)' },
  { name: 'full error² × square', formula: 'S(f_j² z_i²)' },
  { name: 'full errors', formula: 'S(f_i f_j)' },
  { name: 'squared full errors', formula: 'S((f_i² - 1)(f_j² - 1))' },
]
