import { hatchLayout } from './hatch-layout';
import { flitLayout, maturinLayout, scikitLayout, uvLayout } from './named-layouts';
import { pdmLayout } from './pdm-layout';
import { Placement } from './placement';
import { poetryLayout } from './poetry-layout';
import { setuptoolsLayout } from './setuptools-layout';
import type { Pyproject } from '../declarations/pyproject';
import type { SourceFolder } from '../source/source-folder';

/** Which files of the source become modules of a project's wheel, and under which names. */
export interface WheelLayout {
  readonly placements: Placement[];
  /** Whether the project says so itself; otherwise the build back end looks for what is there. */
  readonly declared: boolean;
  /** Whether the wheel has no other file of the source: no code decides which ones it takes. */
  readonly known: boolean;
  /** Whether the build may write modules that the source does not have. */
  readonly writes: boolean;
  /** Folders whose modules are imported under their names, beside those that the placements show. */
  readonly roots?: string[];
  /** Where the project says which modules there are, for messages: `[tool.hatch.build.targets.wheel]`. */
  readonly where: string;
}

/** What decides the layout of a wheel. */
export interface LayoutFacts {
  readonly source: SourceFolder;
  readonly pyproject?: Pyproject;
}

/** Nobody knows but the build back end. */
export const UNKNOWN: WheelLayout = { placements: [], declared: false, known: false, writes: true, where: 'its build back end' };

/** By the module of the build back end; what stands in for one has the same tables. */
const BACK_ENDS: { readonly module: RegExp; readonly read: (facts: LayoutFacts) => WheelLayout }[] = [
  { module: /^hatchling\b/, read: hatchLayout },
  { module: /^setuptools\b/, read: setuptoolsLayout },
  { module: /^poetry(?:\.core|\.masonry|_dynamic_versioning)?\b/, read: poetryLayout },
  { module: /^pdm\b/, read: pdmLayout },
  { module: /^uv_build\b/, read: uvLayout },
  { module: /^flit(?:_core|_scm)?\b/, read: flitLayout },
  { module: /^maturin\b/, read: maturinLayout },
  { module: /^scikit_build_core\b/, read: scikitLayout },
];

/** What the wheel of a project would have, from what the project tells its build back end. Nothing is run. */
export function readWheelLayout(facts: LayoutFacts): WheelLayout {
  const { pyproject } = facts;
  if (pyproject?.buildSystem === undefined) {
    return ofTables(facts);
  }
  const { backend, backendPath } = pyproject.buildSystem;
  const layout = BACK_ENDS.find(({ module }) => module.test(backend))?.read(facts) ?? UNKNOWN;
  // A back end in the tree calls another one, and does what it likes before and after.
  if (!layout.declared && layout.placements.length === 0) {
    return { ...layout, known: false };
  }
  return backendPath.length > 0 ? { ...layout, known: false, writes: true } : layout;
}

/** Without a `[build-system]`, setuptools builds what has a setup.py (PEP 517); the tables of the other back ends still say where the code lies. */
function ofTables(facts: LayoutFacts): WheelLayout {
  const { source, pyproject } = facts;
  if (pyproject === undefined && !['setup.py', 'setup.cfg'].some((file) => source.isFile(file))) {
    return UNKNOWN;
  }
  const ofSetuptools = setuptoolsLayout(facts);
  return pyproject === undefined || ofSetuptools.declared || source.isFile('setup.py') ? ofSetuptools : BACK_ENDS.map(({ read }) => read(facts)).find(({ declared }) => declared) ?? ofSetuptools;
}
