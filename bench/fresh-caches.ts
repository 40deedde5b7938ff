/** Gives every cache mount of a Dockerfile an id of its own: empty caches, with nobody else's taken away. */
export function withFreshCaches(dockerfile: string, run: string): string {
  return dockerfile.replace(/--mount=type=cache,\S*/g, (mount) => {
    const target = /,target=([^,\s]+)/.exec(mount)?.[1];
    if (target === undefined || /,id=/.test(mount)) {
      throw new Error(`bench cannot give this mount another id: ${mount}`);
    }
    return mount.replace('type=cache,', `type=cache,id=${run}${target.replaceAll('/', '-')},`);
  });
}
