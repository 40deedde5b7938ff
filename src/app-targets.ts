import { Construct } from 'constructs';
import { LambdaCodeOptions } from './lambda-code-options';
import { CodedError } from './private/coded-error';
import { variableName } from './private/variable-name';
import { startsByItself } from './python/entrypoints/entrypoint-discovery';
import { foundHandlers } from './python/entrypoints/found-handlers';
import { PythonImage } from './python-image';
import { LambdaRuntimeStage, PythonRuntimeStage, PythonRuntimeStageProps, RuntimeStage } from './stages';
import { appSettingsOf } from './stages/app-settings';

/** Lambda runtimes that nobody wrote: they stand beside what the app is by default. */
const TWINS = new WeakSet<RuntimeStage>();

/** The runtime of an app that was made below it: one for containers, else one for Lambda alone. */
export function appRuntime(app: Construct): RuntimeStage | undefined {
  const written = runtimesOf(app).filter((runtime) => !TWINS.has(runtime) || !startsWithoutLambda(app));
  return containerRuntime(app) ?? only(app, written);
}

/** The runtime of an app that more than Lambda can start. */
export function containerRuntime(app: Construct): RuntimeStage | undefined {
  return only(app, runtimesOf(app).filter((runtime) => !isForLambdaAlone(runtime)));
}

/** The Lambda runtime of an app: among several the one that has the handler. */
export function lambdaRuntime(app: Construct, { handler }: LambdaCodeOptions): LambdaRuntimeStage | undefined {
  const runtimes = runtimesOf(app).filter((runtime): runtime is LambdaRuntimeStage => runtime instanceof LambdaRuntimeStage);
  const having = runtimes.filter((runtime) => handler !== undefined && runtime.handler === handler);
  return only(app, having.length === 1 ? having : runtimes);
}

/** A Lambda runtime made of what the runtime for containers is made of; without one, of what is `usual`. */
export function lambdaTwin(app: Construct, { handler }: LambdaCodeOptions, usual: () => PythonRuntimeStageProps): LambdaRuntimeStage {
  const runtime = containerRuntime(app);
  if (handler === undefined) {
    const [found = 'api.events.handle', ...others] = foundHandlers(appSettingsOf(app).project);
    throw new CodedError('LambdaHandlerInvalid', {
      what: 'nothing says what Lambda calls',
      found: 'toLambdaCode() of an app without a LambdaRuntimeStage',
      expected: 'a handler',
      write: [found, ...others].slice(0, 4).map((one) => `toLambdaCode({ handler: '${one}' })`).join('\nor '),
    }, app.node.path);
  }
  if (runtime !== undefined && !(runtime instanceof PythonRuntimeStage)) {
    throw new CodedError('LambdaTargetExpected', {
      what: 'an image for Lambda cannot be made from that of the app, which is not known to have a Python',
      found: `the runtime ${runtime.node.path}, a ${runtime.constructor.name}`,
      expected: 'a LambdaRuntimeStage',
      write: `new LambdaRuntimeStage(${variableName(app.node.id)}, 'Lambda', { handler: '${handler}' })`,
    }, app.node.path);
  }
  const { entrypoint: _entrypoint, exposeScripts: _exposeScripts, stopSignal: _stopSignal, ...made } = runtime?._props ?? usual();
  const twin = new LambdaRuntimeStage(app, 'Lambda', { ...made, handler });
  TWINS.add(twin);
  return twin;
}

/** The image of a runtime, made when it is first asked for. */
export function imageOf(app: Construct, target: RuntimeStage): PythonImage {
  const id = isForLambdaAlone(target) ? `${target.node.id}Image` : 'Image';
  const made = app.node.tryFindChild(id) as PythonImage | undefined;
  if (made !== undefined && target._renderedBy === undefined) {
    throw tooLate(app, runtimesOf(app).find(({ _renderedBy }) => _renderedBy === made.node.path), made.node.path, target);
  }
  return made ?? new PythonImage(app, id, { target });
}

function runtimesOf(app: Construct): RuntimeStage[] {
  return app.node.findAll().filter((stage): stage is RuntimeStage => stage instanceof RuntimeStage);
}

function isForLambdaAlone(runtime: RuntimeStage): boolean {
  return runtime instanceof LambdaRuntimeStage && runtime.handler !== undefined;
}

function only<T extends RuntimeStage>(app: Construct, runtimes: T[]): T | undefined {
  if (runtimes.length > 1) {
    refuseLate(app, runtimes);
    throw new CodedError('TargetAmbiguous', {
      what: 'the app has several runtimes',
      found: runtimes.map((one) => one.node.id).join(', '),
      expected: 'to be told which of them the image is',
      write: [
        ...runtimes.map((one) => `new PythonImage(${variableName(app.node.id)}, '${one.node.id}Image', { target: ${variableName(one.node.id)} })`),
        'and toEcsContainerImage() or the like of that image, not of the app',
      ].join('\n'),
    }, app.node.path);
  }
  return runtimes[0];
}

/** Of several runtimes one is the image already: the others were made too late to be it. */
function refuseLate(app: Construct, runtimes: RuntimeStage[]): void {
  const [rendered, ...others] = runtimes.filter(({ _renderedBy }) => _renderedBy !== undefined);
  const made = app.node.findAll();
  const asked = made.findIndex(({ node }) => node.path === rendered?._renderedBy);
  const late = asked < 0 ? undefined : runtimes.find((one) => one._renderedBy === undefined && made.indexOf(one) > asked);
  if (rendered !== undefined && others.length === 0 && late !== undefined) {
    throw tooLate(app, rendered, rendered._renderedBy, late);
  }
}

function tooLate(app: Construct, rendered: RuntimeStage | undefined, renderedBy: string | undefined, late: RuntimeStage): CodedError {
  const { id } = late.node;
  return new CodedError('AppFrozen', {
    what: `the app was already rendered by ${renderedBy}, so ${id} cannot become its image`,
    found: `${late.node.path} was made after ${renderedBy}${rendered === undefined ? '' : `, which is ${rendered.node.path}`}`,
    expected: 'stages first; what asks for the image last: app.image, an exit such as toEcsContainerImage(), imageUri',
    write: `${id} before the line that asks for the image\nor new PythonImage(${variableName(app.node.id)}, '${id}Image', { target: ${variableName(id)} }), an image beside it`,
  }, app.node.path);
}

/** Whether something else than Lambda can start the app. */
function startsWithoutLambda(app: Construct): boolean {
  const { entrypoint, project } = appSettingsOf(app);
  return entrypoint !== undefined || startsByItself(project);
}
