/** The program that speaks for Docker, as CDK chooses it. */
export function dockerProgram(): string {
  return process.env.CDK_DOCKER ?? 'docker';
}
