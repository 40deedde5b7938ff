/** Where the tests deploy to. */
export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';
/** ECR's name, which leads to this machine while the tests run. */
export const REGISTRY_HOST = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
/** The repository that `cdk bootstrap` makes for images. */
export const REPOSITORY = `cdk-hnb659fds-container-assets-${ACCOUNT}-${REGION}`;
/** What GetAuthorizationToken answers with. */
export const REGISTRY_LOGIN = `AWS:${ACCOUNT}-auth-token`;
