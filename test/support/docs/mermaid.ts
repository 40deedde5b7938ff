import { readDockerfile } from '../docker-reader';

/** The stages of a Dockerfile as a flowchart of Mermaid: what a stage starts from is a solid line, what it takes files of a dotted one. */
export function mermaidOf(dockerfile: string): string {
  const stages: string[] = [];
  const edges: string[] = [];
  for (const { keyword, flags, rest } of readDockerfile(dockerfile)) {
    if (keyword === 'FROM') {
      const [, base, name] = /^(\S+) AS (\S+)$/.exec(rest)!;
      if (stages.includes(base)) {
        edges.push(`${base} --> ${name}`);
      }
      stages.push(name);
      continue;
    }
    const name = stages[stages.length - 1];
    const sources = flags.map((flag) => /^--(?:from=|mount=type=bind,from=)([\w-]+)/.exec(flag)?.[1]).filter((source) => source !== undefined && stages.includes(source));
    edges.push(...sources.map((source) => `${source} -.-> ${name}`));
  }
  return ['flowchart LR', ...stages.map((name) => `  ${name}`), ...[...new Set(edges)].map((edge) => `  ${edge}`)].join('\n');
}
