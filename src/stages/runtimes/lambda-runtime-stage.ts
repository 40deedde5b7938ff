import { Construct } from 'constructs';
import { BaseImage, Instruction, StageScope } from '../../dockerfile';
import { appSettingsOf } from '../app-settings';
import { LambdaClientStage } from './lambda-client-stage';
import { LambdaRuntimeStageProps } from './lambda-runtime-props';
import { LambdaWebAdapter } from './lambda-web-adapter';
import { PythonRuntimeStageProps } from './python-runtime-props';
import { PythonRuntimeStage } from './python-runtime-stage';
import { atConstruct, CodedError } from '../../private/coded-error';
import { Entrypoint } from '../../python';
import { ImageContents } from '../../python/dependencies/bill-of-materials';
import { checkHandler, LAMBDA_CLIENT } from '../../python/entrypoints/lambda-handler';

/** The machines that Lambda has. */
const ARCHITECTURES = ['amd64', 'arm64'];

/** Where Lambda looks for programs to run beside the app. */
const ADAPTER = '/opt/extensions/lambda-adapter';

/**
 * An image for AWS Lambda. On AWS's base image the handler is called by what that image has for it; on any other base by Lambda's runtime client `awslambdaric`:
 * the one of the lock, or else a pinned one in a folder of its own. A web application needs neither: a `webAdapter` asks it over HTTP.
 *
 * Lambda mounts the image read-only but for /tmp, and runs it as a user of its own. It takes one architecture and no index of attestations.
 */
export class LambdaRuntimeStage extends PythonRuntimeStage {
  /** What Lambda calls when the function says nothing else; undefined for a web application. */
  public readonly handler?: string;
  private readonly adapter?: LambdaWebAdapter;
  private readonly variables: Record<string, string>;

  /**
   * Fails with `LambdaHandlerInvalid` when there is no handler, or one that the project does not have; with `LambdaPackageUnsupported` for packages that do not
   * run on AWS's base image; with `EntrypointInvalid` for a web application that listens on no port.
   */
  constructor(scope: Construct, id: string, props: LambdaRuntimeStageProps = {}) {
    const path = `${scope.node.path}/${id}`;
    super(scope, id, atConstruct(path, () => runtimeProps(scope, props)));
    this.handler = props.handler;
    this.adapter = props.webAdapter;
    this.variables = props.environment ?? appSettingsOf(scope).environment ?? {};
    if (this.adapter !== undefined && this._port === undefined) {
      throw new CodedError('EntrypointInvalid', {
        what: 'a web adapter asks the app on its port, and the app listens on none',
        found: this.entrypoint.join(' '),
        expected: 'a web application, or a program that reads the variable PORT',
        write: "entrypoint: Entrypoint.asgi('shop.api:app'), or a handler in place of the webAdapter",
      }, path);
    }
  }

  /**
   * What fetches the events; for explanations.
   * @internal
   */
  public get _client(): string {
    return this.adapter !== undefined ? `${StageScope.of(this)._pinned(this.adapter._image)} fetches the events`
      : this.rootImage._known.lambdaEntrypoint !== undefined ? 'the base image has what fetches the events'
        : this._packages.includes(LAMBDA_CLIENT) ? `${LAMBDA_CLIENT} of the dependencies fetches the events` : `${LAMBDA_CLIENT}, installed apart from the dependencies, fetches the events`;
  }

  /**
   * What a function overrides of the image to have another handler called.
   * @internal
   */
  public _commandFor(handler: string | undefined): string[] | undefined {
    if (handler === undefined || handler === this.handler) {
      return undefined;
    }
    if (this.handler === undefined) {
      throw new CodedError('LambdaHandlerInvalid', {
        what: 'the image is a web application behind an adapter, which calls no handler', found: `handler: ${JSON.stringify(handler)}`, expected: 'no handler', write: 'toLambdaCode()',
      }, this.node.path);
    }
    atConstruct(this.node.path, () => checkHandler(handler, appSettingsOf(this).project, this._packages));
    return [handler];
  }

  /** @internal */
  public override get _contents(): ImageContents {
    return this.adapter === undefined ? super._contents : { ...super._contents, copiedFrom: [StageScope.of(this)._pinned(this.adapter._image)] };
  }

  protected override instructions(): Instruction[] {
    const { adapter, variables } = this;
    if (adapter === undefined) {
      return super.instructions();
    }
    const told = { AWS_LWA_PORT: `${this._port}`, AWS_LWA_READINESS_CHECK_PATH: adapter.readinessPath };
    const untold = Object.entries(told).filter(([name]) => !Object.hasOwn(variables, name));
    return [
      ...(untold.length === 0 ? [] : [Instruction.env(Object.fromEntries(untold))]),
      Instruction.copyFrom(adapter._image, { sources: ['/lambda-adapter'], target: ADAPTER, link: true }),
      ...super.instructions(),
    ];
  }
}

/** The runtime that Lambda starts. */
function runtimeProps(scope: Construct, props: LambdaRuntimeStageProps): PythonRuntimeStageProps {
  const { handler, furtherHandlers = [], webAdapter: _webAdapter, clientVersion, ...common } = props;
  const { python, environment = {} } = appSettingsOf(scope);
  const { architecture } = StageScope.of(scope).platform;
  if (!ARCHITECTURES.includes(architecture)) {
    throw new CodedError('PlatformMismatch', {
      what: 'Lambda has no machines for the image', found: architecture, expected: ARCHITECTURES.join(' or '), write: 'platform: ImagePlatform.LINUX_ARM64 of the app',
    });
  }
  requireOne(props);
  if (handler === undefined) {
    return { ...common, baseImage: common.baseImage ?? BaseImage.pythonSlim(python.minor) };
  }
  const baseImage = common.baseImage ?? BaseImage.pythonLambda(python.minor);
  const path = baseImage.rootImage._known.lambdaEntrypoint;
  const { PYTHONPATH, ...others } = common.environment ?? environment;
  const program = path === undefined ? undefined
    : { path, python: baseImage.rootImage.python?.path ?? '', pythonPath: PYTHONPATH === undefined ? [] : PYTHONPATH.split(':') };
  return {
    ...common,
    baseImage,
    environment: program === undefined ? common.environment : others,
    entrypoint: Entrypoint._lambda({ handler, others: furtherHandlers, program }),
    _client: program === undefined ? (place) => LambdaClientStage.for(place, clientVersion) : undefined,
  };
}

function requireOne({ handler, furtherHandlers, webAdapter, entrypoint }: LambdaRuntimeStageProps): void {
  const wrong = (what: string, found: string, write: string) => new CodedError('LambdaHandlerInvalid', { what, found, expected: 'either a handler, and more of them, or a web application', write });
  if ((handler === undefined) === (webAdapter === undefined)) {
    const found = handler === undefined ? 'neither a handler nor a webAdapter' : 'a handler and a webAdapter';
    throw wrong('Lambda has to be told what to call: a function or a web application', found, "handler: 'api.events.handle'\nor webAdapter: LambdaWebAdapter.official()");
  }
  if (handler === undefined && furtherHandlers !== undefined) {
    throw wrong('a web application has no handlers', `furtherHandlers: ${JSON.stringify(furtherHandlers)}`, 'no furtherHandlers');
  }
  if (handler !== undefined && entrypoint !== undefined) {
    throw wrong('Lambda calls the handler, so the image cannot start otherwise', `handler and entrypoint: Entrypoint.${entrypoint._written}`, 'no entrypoint, or one and a webAdapter');
  }
}
