/** A reference in the mirror of its registry, if there is one. */
export function mirroredReference(reference: string, mirrors: Record<string, string>): string {
  const [first, ...rest] = reference.split('/');
  // As Docker reads it: what has no dot, no port and is not this machine is no host. https://github.com/distribution/reference
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const host = hasHost ? first : 'docker.io';
  const mirror = Object.hasOwn(mirrors, host) ? mirrors[host] : undefined;
  if (mirror === undefined) {
    return reference;
  }
  const below = hasHost ? rest.join('/') : rest.length > 0 ? reference : `library/${reference}`;
  return `${mirror.replace(/\/+$/, '')}/${below}`;
}
