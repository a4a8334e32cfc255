/** Two keys of different types may go by one `kid`. */
export function keyName(algorithm: string, kid: string): string {
  return `${algorithm} ${kid}`;
}
