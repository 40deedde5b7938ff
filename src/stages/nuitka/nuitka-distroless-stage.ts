import { Construct } from 'constructs';
import { NuitkaDistrolessStageProps } from './nuitka-distroless-props';
import { NuitkaRuntimeStage } from './nuitka-runtime-stage';
import { BaseImage } from '../../dockerfile';

/** A compiled program on a distroless base: its C library, certificates and time zones are kept up to date with the base, and scanners know them. */
export class NuitkaDistrolessStage extends NuitkaRuntimeStage {
  constructor(scope: Construct, id: string, props: NuitkaDistrolessStageProps = {}) {
    super(scope, id, props, props.baseImage ?? BaseImage.of({
      reference: 'gcr.io/distroless/cc-debian13:nonroot', distribution: 'debian', suite: 'trixie', hasShell: false,
    }));
  }
}
