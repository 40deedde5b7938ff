import { REGION } from './coordinates';
import type { PushedManifest } from './registry-front';

/** Tells the stand-in for ECR what was pushed, so that it answers as ECR does when it is asked whether an image is there. */
export async function putImage(endpoint: string, { repository, tag, digest, mediaType, manifest }: PushedManifest): Promise<void> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': 'AmazonEC2ContainerRegistry_V20150921.PutImage',
      'Authorization': `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/ecr/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify({
      repositoryName: repository, imageTag: tag, imageDigest: digest, imageManifest: manifest, imageManifestMediaType: mediaType,
    }),
  });
  if (!response.ok) {
    throw new Error(`PutImage: ${response.status} ${await response.text()}`);
  }
}
