/** Gives every cache mount of a Dockerfile an id of its own: empty caches, with nobody else's taken away. Mounts that shared a cache still do. */
export function withFreshCaches(dockerfile: string, run: string): string {
  return dockerfile.replace(/--mount=type=cache,\S*/g, (mount) => {
    const name = /,id=([^,\s]+)/.exec(mount)?.[1] ?? /,target=([^,\s]+)/.exec(mount)?.[1];
    if (name === undefined) {
      throw new Error(`bench cannot give this mount another id: ${mount}`);
    }
    return mount.replace(/,id=[^,\s]+/, '').replace('type=cache,', `type=cache,id=${run}-${name.replace(/^\//, '').replaceAll('/', '-')},`);
  });
}
