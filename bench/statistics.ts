/** The value in the middle; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
  if (values.length === 0) {
    throw new Error('no values, no median');
  }
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The smallest and the largest value. */
export function range(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
