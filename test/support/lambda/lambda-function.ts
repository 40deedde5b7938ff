import { type Outcome, RuntimeApi } from './runtime-api';
import { Container } from '../docker/container';
import { docker } from '../docker/run-docker';

/** How a function is set up. */
export interface LambdaFunctionProps {
  readonly image: string;
  /** In place of the image's CMD: ImageConfig.Command of the function. */
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  /** Files of this machine in the sandbox: `/srv/a.py:/app/a.py:ro`. */
  readonly volumes?: string[];
  /** Seconds that an invocation may take. */
  readonly timeout?: number;
  /** Programs of /opt/extensions that Lambda starts beside the app. */
  readonly extensions?: string[];
}

/** What who invoked it gets. */
export interface Invoked<T = unknown> {
  readonly value?: T;
  readonly error?: Partial<NonNullable<Outcome['error']>>;
  /** What the sandbox had printed by then. */
  readonly logs: string;
}

/** The user that Lambda runs containers as, whatever the image says: one that the image does not know. */
export const LAMBDA_USER = '993:990';

/** Runs an image as Lambda does: read-only but for /tmp, as a user of its own, killed when an invocation takes too long, and started anew for the next one. */
export class LambdaFunction {
  public static async deploy(props: LambdaFunctionProps): Promise<LambdaFunction> {
    const { stdout } = await docker(['network', 'inspect', 'bridge', '--format={{(index .IPAM.Config 0).Gateway}}']);
    return new LambdaFunction(props, await RuntimeApi.start(), stdout.trim());
  }

  private sandbox?: Container;

  private constructor(private readonly props: LambdaFunctionProps, public readonly api: RuntimeApi, private readonly gateway: string) {}

  /** Invokes it and waits for what comes of it. */
  public async invoke<T = unknown>(event: unknown): Promise<Invoked<T>> {
    const seconds = this.props.timeout ?? 30;
    const sandbox = this.sandbox = this.sandbox ?? await this.start();
    const ended = sandbox.wait().then((code): Outcome => ({ error: { errorType: 'Runtime.ExitError', errorMessage: `exit code ${code}`, stackTrace: [] } }));
    const late = new Promise<Outcome>((resolve) => setTimeout(() => resolve({ error: { errorType: 'Sandbox.Timedout', errorMessage: `Task timed out after ${seconds.toFixed(2)} seconds`, stackTrace: [] } }), seconds * 1000).unref());
    const { payload, error } = await Promise.race([this.api.invoke(Buffer.from(JSON.stringify(event)), seconds), ended, late]);
    const logs = await sandbox.logs();
    if (['Sandbox.Timedout', 'Runtime.ExitError'].includes(error?.errorType ?? '')) {
      await this.kill();
    }
    return { ...(payload !== undefined && { value: JSON.parse(payload.toString()) as T }), ...(error !== undefined && { error }), logs };
  }

  public async remove(): Promise<void> {
    await this.kill();
    this.api.stop();
  }

  private async start(): Promise<Container> {
    const runtimeApi = { AWS_LAMBDA_RUNTIME_API: `${this.gateway}:${this.api.port}` };
    const { image, command, environment, volumes, extensions = [] } = this.props;
    const env = { ...environment, ...runtimeApi, AWS_LAMBDA_FUNCTION_NAME: 'function', AWS_REGION: 'eu-west-1' };
    const sandbox = await Container.start({ image, env, volumes, user: LAMBDA_USER, readOnly: true, tmpfs: ['/tmp'], ...(command !== undefined && { args: command }) });
    for (const extension of extensions) {
      await docker(['exec', '--detach', sandbox.name, extension]);
    }
    return sandbox;
  }

  private async kill(): Promise<void> {
    await this.sandbox?.remove();
    this.sandbox = undefined;
    this.api.forgetClients();
  }
}
