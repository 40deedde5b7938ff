import { Construct } from 'constructs';
import { appSettingsOf } from '../app-settings';
import { addedLabels, imageLabels } from './image-labels';
import type { RuntimeStage } from './runtime-stage';
import { SbomLocation } from './sbom-location';
import { SbomStage } from './sbom-stage';
import { Files, IImageSource } from '../../dockerfile';
import { billOfMaterials } from '../../python/dependencies/bill-of-materials';

/** The bill of materials of an image; undefined when its stage does not say what is in it. */
export function imageBill(runtime: RuntimeStage): string | undefined {
  const contents = runtime._contents;
  const stages = [runtime.environment, runtime];
  const labels = { ...imageLabels(runtime, stages), ...addedLabels(stages) };
  // A script has no name but that of its construct.
  const name = labels['org.opencontainers.image.title'] ?? runtime.node.scope?.node.id ?? runtime.node.id;
  return contents && billOfMaterials({ name, labels }, contents);
}

/** The bill as a file of the image itself, where the app wants it there. It is made when the image is rendered: what is added until then is in it. */
export function billInImage(scope: Construct, id: string, baseImage: IImageSource, runtime: () => RuntimeStage): Files[] {
  return appSettingsOf(scope).sbom === SbomLocation.IMAGE
    ? [new SbomStage(scope, `${id}Sbom`, { baseImage, text: () => imageBill(runtime()) ?? '' }).files] : [];
}
