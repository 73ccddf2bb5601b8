import type { DiscoveryRequest } from './problem'
import { discoveryAlgorithms } from './registry'

/**
 * The request with what it leaves open filled in to suit the algorithm: one that reads gaps gets all rows, one that
 * reads places or times gets the columns marked as such, and others do without.
 */
export function requestFor(algorithm: string, request: DiscoveryRequest): DiscoveryRequest {
  const found = discoveryAlgorithms.find(algorithm)
  if (!found.ok) return request
  const { handles } = found.value
  return {
    ...request,
    gaps: request.gaps ?? (handles.gaps ? 'test-wise' : 'complete-rows'),
    ...(request.contexts || handles.contexts ? {} : { contexts: [] }),
  }
}
