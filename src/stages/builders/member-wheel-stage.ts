import { Construct } from 'constructs';
import { buildWheel } from './build-wheel';
import { ImageStage, Instruction, Mount, Wheelhouse } from '../../dockerfile';
import { Member } from '../../python/declarations/member';
import { SOURCE_MOUNT } from '../layout';

/** Where a stage sees the wheels of other projects, one folder for each. */
export const MEMBER_WHEELS = '/dist/members';

/** The wheel of another project of the source tree, in a stage of its own: it is built again when that project changes, and beside the others. */
class MemberWheelStage extends ImageStage {
  public readonly wheelhouse: Wheelhouse;

  constructor(scope: Construct, id: string, parent: ImageStage, private readonly member: Member) {
    super(scope, id, { parent, description: `makes the wheel of ${member.name}` });
    this.wheelhouse = new Wheelhouse({ source: this });
  }

  protected instructions(): Instruction[] {
    const { project } = this.member;
    return buildWheel(this, { project, source: Mount._part(this.member, SOURCE_MOUNT, true) }, this.wheelhouse.path);
  }
}

/** The wheels of the projects that an app is installed with. */
export function memberWheels(scope: Construct, id: string, { parent, members = [] }: { parent: ImageStage; members?: Member[] }): Wheelhouse[] {
  const group = members.length === 0 ? scope : new Construct(scope, `${id}Members`);
  return members.map((member) => new MemberWheelStage(group, member.name, parent, member).wheelhouse);
}

/** Shows each wheelhouse in a folder of its own. */
export function memberMounts(wheels: Wheelhouse[]): Mount[] {
  return wheels.map((wheelhouse) => Mount.bindArtifact(wheelhouse, { target: `${MEMBER_WHEELS}/${wheelhouse.stage?.node.id ?? ''}` }));
}
