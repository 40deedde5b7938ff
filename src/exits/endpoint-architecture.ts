import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnEndpointConfig } from 'aws-cdk-lib/aws-sagemaker';
import { propertiesOf } from './resource-properties';

/** The families of Graviton: `ml.c7g.large`, `ml.r6gd.xlarge`. Source: AWS, "Amazon SageMaker AI pricing". */
const GRAVITON = /^ml\.[a-z]+\d+g[a-z]*\./;

/** What the endpoints of its stack run a SageMaker model on; undefined when none names it with its instance type. */
export function endpointArchitecture(model: CfnResource): string | undefined {
  const stack = Stack.of(model);
  const { ModelName: name } = propertiesOf(model);
  const names = [stack.resolve(model.logicalId), name].filter((one): one is string => typeof one === 'string').map((one) => JSON.stringify(one));
  const configs = stack.node.findAll().filter((node): node is CfnResource => CfnResource.isCfnResource(node)
    && node.cfnResourceType === CfnEndpointConfig.CFN_RESOURCE_TYPE_NAME);
  const variants = configs.flatMap((config) => variantsOf(propertiesOf(config)))
    .filter(({ ModelName }) => names.some((one) => JSON.stringify(ModelName ?? '').includes(one)));
  const machine = variants.map(({ InstanceType }) => InstanceType).find((type) => typeof type === 'string');
  return machine === undefined ? undefined : GRAVITON.test(machine) ? 'arm64' : 'x86_64';
}

function variantsOf({ ProductionVariants, ShadowProductionVariants }: Record<string, unknown>): Record<string, unknown>[] {
  return [ProductionVariants, ShadowProductionVariants].flatMap((list) => Array.isArray(list) ? list as Record<string, unknown>[] : []);
}
