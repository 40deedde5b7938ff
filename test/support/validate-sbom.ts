import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

/** What the official schema of CycloneDX 1.6 finds, with every property that it does not know; empty when all is well. */
export async function sbomFindings(text: string): Promise<string> {
  const findings = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  return findings === null ? '' : JSON.stringify(findings);
}
