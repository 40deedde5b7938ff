import { Construct } from 'constructs';
import { Decision } from './decision';
import { explainContext } from './explain-context';
import { explainDependencies, explainPython } from './explain-project';
import { explainBuilder, explainLambda, explainOtherPython, explainRuntime } from './explain-stages';
import { explainEnding, explainStart } from './explain-start';
import { ImageStage } from '../dockerfile';
import { inUsersLanguage } from '../private/users-language';
import { Entrypoint, PythonProject, PythonVersion } from '../python';
import { DependencyPlan } from '../python/dependencies/dependency-plan';
import { markerEnvironment } from '../python/dependencies/install-target';
import { findEntrypoint } from '../python/entrypoints/entrypoint-discovery';
import { LambdaRuntimeStage, RuntimeStage } from '../stages';
import { isBuilder } from '../stages/builders/builder-of';
import { installTarget } from '../stages/builders/builder-plan';

/** An app as far as its decisions go. */
export interface ExplainedApp {
  readonly construct: Construct;
  readonly project: PythonProject;
  readonly python: PythonVersion;
  /** Whether the app was told its Python. */
  readonly pythonGiven: boolean;
  /** How the app was told to start. */
  readonly entrypoint?: Entrypoint;
  /** What the lock says; undefined when stages bring dependencies of their own. */
  readonly plan?: DependencyPlan;
  readonly runtime: RuntimeStage;
}

/** Every decision of an app, in the order of the data: the project, the builders, the image, the files. */
export function explainApp(app: ExplainedApp): Decision[] {
  const { construct, project, plan, runtime } = app;
  const builders = construct.node.findAll().filter((node): node is ImageStage => ImageStage.isImageStage(node)).filter((stage) => isBuilder(stage));
  const plans = new Set([plan, ...builders.map(({ _dependencies }) => _dependencies)].filter((one) => one !== undefined));
  const packages = [...plans].flatMap((one) => runtime.rootImage.python === undefined ? one.packages
    : one.packagesFor(markerEnvironment(installTarget(runtime.rootImage, construct))));
  const lambda = runtime instanceof LambdaRuntimeStage ? runtime : undefined;
  return [
    explainPython(project, plan, app.python, app.pythonGiven),
    ...explainOtherPython(app.python, runtime),
    ...(plan !== undefined ? [explainDependencies(project, plan)]
      : builders.map((builder) => explainDependencies(project, builder._dependencies, builder.node.path))),
    ...(lambda === undefined ? [] : [explainLambda(lambda)]),
    ...(lambda?.handler !== undefined ? explainEnding(runtime)
      : explainStart(project, { runtime, given: app.entrypoint, found: () => findEntrypoint(project, packages) })),
    ...builders.flatMap((builder) => explainBuilder(project, builder)),
    ...explainRuntime(project, runtime, builders[0]),
    ...explainContext(project, runtime),
  ].map((decision) => ({ ...decision, changedBy: inUsersLanguage(decision.changedBy) }));
}
