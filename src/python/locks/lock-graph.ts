import { LockedPackage, sortPackages } from './locked-package';
import { evaluateMarker, Marker, MarkerEnvironment } from '../syntax/marker';
import { Requirement } from '../syntax/requirement';
import { clausesAllow, VersionClause } from '../syntax/version-specifier';

/** What a package or a project asks for. */
export interface LockEdge {
  readonly name: string;
  readonly extras: string[];
  readonly marker?: Marker;
  /** Which of several locked versions is meant; undefined when nobody says. */
  readonly clauses?: VersionClause[];
}

/** A locked package and what it needs in turn, for locks that keep the graph and leave it to the tool to walk it. */
export interface LockNode {
  readonly locked: LockedPackage;
  readonly dependencies: LockEdge[];
  /** What its extras need, by extra. */
  readonly optional: Readonly<Record<string, LockEdge[]>>;
  /** When it is installed at all; undefined for always. */
  readonly marker?: Marker;
}

/** The packages that the roots reach; without an environment, those of every target. */
export function reachedPackages(roots: LockEdge[], nodes: LockNode[], environment?: MarkerEnvironment): LockedPackage[] {
  return sortPackages([...reach(roots, nodes, environment).found].map(({ locked }) => locked));
}

/** What the packages that the roots reach need of each other, by name; the empty name stands for who asks for the roots. */
export function neededPackages(roots: LockEdge[], nodes: LockNode[], environment?: MarkerEnvironment): ReadonlyMap<string, ReadonlySet<string>> {
  return reach(roots, nodes, environment).needs;
}

function reach(roots: LockEdge[], nodes: LockNode[], environment?: MarkerEnvironment): { found: Set<LockNode>; needs: Map<string, Set<string>> } {
  const byName = new Map<string, LockNode[]>();
  nodes.forEach((node) => byName.set(node.locked.name, [...(byName.get(node.locked.name) ?? []), node]));
  const found = new Set<LockNode>();
  const seen = new Set<string>();
  const needs = new Map<string, Set<string>>([['', new Set()]]);
  const queue = roots.map((edge) => ({ by: '', edge, extra: '' }));
  const holds = (marker: Marker | undefined, extra = '') => environment === undefined
    || evaluateMarker(marker, extra === '' ? environment : { ...environment, extras: new Set([...environment.extras, extra]) });
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { name, extras, clauses } = next.edge;
    if (!holds(next.edge.marker, next.extra)) {
      continue;
    }
    const all = byName.get(name) ?? [];
    const fitting = all.filter(({ locked }) => clauses === undefined || locked.version === undefined || clausesAllow(clauses, locked.version));
    for (const node of (fitting.length > 0 ? fitting : all).filter(({ marker }) => holds(marker))) {
      found.add(node);
      needs.get(next.by)?.add(name);
      needs.set(name, needs.get(name) ?? new Set());
      for (const extra of ['', ...extras]) {
        const key = `${nodes.indexOf(node)} ${extra}`;
        if (!seen.has(key)) {
          seen.add(key);
          const edges = extra === '' ? node.dependencies : Object.hasOwn(node.optional, extra) ? node.optional[extra] : [];
          queue.push(...edges.map((edge) => ({ by: name, edge, extra })));
        }
      }
    }
  }
  return { found, needs };
}

/** A requirement as an edge. */
export function edgeOf({ name, extras, marker, clauses }: Requirement): LockEdge {
  return { name, extras, ...(marker && { marker }), ...(clauses.length > 0 && { clauses }) };
}
