import { IConstruct } from 'constructs';

/** Where aws-cdk-lib keeps what `Validations.of(construct).acknowledge()` was told, from 2.257 on; earlier versions do not look there. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

/** Says to policy checks such as cdk-nag why a rule does not hold for what the library itself makes. */
export function acknowledgeRule(construct: IConstruct, rule: string, reason: string): void {
  construct.node.addMetadata(ACKNOWLEDGED, { [rule]: reason });
}
