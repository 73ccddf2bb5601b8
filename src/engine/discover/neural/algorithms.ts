import { broadModel, strictModel } from '../../neural/registry'
import { neuralAlgorithm } from './neural-algorithm'

export const neuralBroad = neuralAlgorithm(broadModel, {
  label: 'Neural network',
  trained: 'broadly',
  trainedOn:
    'simulated systems with straight and bent effects, many kinds of noise, hidden common causes, gaps and coarse columns, in which none, some or all variables were set',
})

export const neuralStrict = neuralAlgorithm(strictModel, {
  label: 'Neural network, benchmark families',
  trained: 'on a benchmark',
  trainedOn:
    'simulated experiments in which most variables are set in some rows, effects that are weighted sums or small random networks of the causes, and roughly Gaussian noise',
})
