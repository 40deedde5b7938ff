import { FleetStack } from '../../examples/fleet/stack';
import { NoticeboardStack } from '../../examples/noticeboard/stack';
import { PythonImage, Wheelhouse } from '../../src';
import { testStack } from '../support/app';

const fleet = (inherited?: Wheelhouse) => new FleetStack(testStack(), 'Fleet', inherited);
const noticeboard = () => new NoticeboardStack(testStack(), 'Noticeboard');
/** What apps share: images, stages, wheels. */
export const SHARED_GOLDENS: Record<string, () => { readonly image: PythonImage }> = {
  'noticeboard': () => noticeboard().web,
  'shared-base': () => ({ image: noticeboard().base }),
  'shared-builder': () => ({ image: noticeboard().builder }),
  'inherited-wheels': () => fleet().device,
  'wheels-of-image': () => fleet(Wheelhouse.fromImage('registry.example/platform/wheels:2026-11')).device,
  'wheels-arm-v7': () => fleet().sensor,
};
