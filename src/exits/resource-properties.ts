import { CfnResource, Stack } from 'aws-cdk-lib';

/** The properties of a resource of a template; what CloudFormation decides is an object. */
export type Properties = Record<string, unknown>;

/** What the template has of a resource. */
export function propertiesOf(resource: CfnResource): Properties {
  const template = Stack.of(resource).resolve(resource._toCloudFormation()) as { Resources?: Record<string, { Properties?: Properties }> };
  return Object.values(template.Resources ?? {})[0]?.Properties ?? {};
}
