import { Dockerfile } from './dockerfile';
import { looksSecret } from './private/secret-value';

/** The variables and build arguments of a Dockerfile that look like secrets: everybody who can pull the image reads them. By name, with the path of the first stage that has it. */
export function secretsIn(dockerfile: Dockerfile): Map<string, string> {
  const found = new Map<string, string>();
  for (const stage of dockerfile.stages) {
    for (const { _data: data } of stage._allInstructions()) {
      const values = data.kind === 'env' ? data.values : data.kind === 'arg' ? [[data.name, data.value ?? '']] : [];
      values.filter(([name, value]) => !found.has(name) && looksSecret(name, value)).forEach(([name]) => found.set(name, stage._writtenAt));
    }
  }
  return found;
}
