import { CliError } from './cli-error';

/** The program that speaks for Docker, as CDK chooses it. */
export function dockerProgram(): string {
  return process.env.CDK_DOCKER ?? 'docker';
}

/** The error of a machine without it. */
export function noDocker(): CliError {
  return new CliError(`there is no ${dockerProgram()} here\n  write: https://docs.docker.com/engine/install/, or CDK_DOCKER=<another program with buildx>`);
}
