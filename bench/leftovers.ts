/**
 * Filters of `docker buildx prune` for the steps of a Dockerfile that only the bench builds: each of its RUNs, and what its COPYs take from
 * other stages. Cold builds leave hundreds of megabytes each, which nobody builds on.
 */
export function leftoverFilters(dockerfile: string): string[] {
  const instructions = dockerfile.replace(/^\s*#.*\n/gm, '').replace(/\\\n/g, '').split('\n');
  return instructions.flatMap((instruction) => {
    const [, run] = /^RUN +(?:--\S+ +)*(.*)$/.exec(instruction) ?? [];
    const [copy] = /^COPY --from=.*$/.exec(instruction) ?? [];
    const text = run === undefined ? copy : `exec /bin/sh -c ${run}`;
    return text === undefined ? [] : [`description~="${pattern(text)}$"`];
  });
}

/** A text as a regular expression inside quotes: whatever could mean something to either is any character. */
function pattern(text: string): string {
  return text.replace(/[^A-Za-z0-9 /_-]/g, '.');
}
