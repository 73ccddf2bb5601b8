import { strictModel } from '../../neural/registry'
import { neuralAlgorithm } from './neural-algorithm'

export const neuralStrict = neuralAlgorithm(strictModel, {
  label: 'Neural network, benchmark families',
  trainedOn:
    'simulated experiments in which most variables are set in some rows, effects that are weighted sums or small random networks of the causes, and roughly Gaussian noise',
})
