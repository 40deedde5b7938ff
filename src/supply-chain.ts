import { CodedError } from './private/coded-error';
import { PythonProject } from './python';
import { gitCommit } from './python/versions/git-version';
import { SbomLocation } from './stages';
import { AppSettings } from './stages/app-settings';
import { SupplyChainProps } from './supply-chain-props';

/** What an app says of its images' origin: what it does not say, the defaults do. */
export function supplyChain(project: PythonProject, props: SupplyChainProps & { revision?: string }, defaults: SupplyChainProps): Pick<AppSettings, 'sbom' | 'revision'> {
  const fromGit = props.revision === undefined && (props.revisionFromGit ?? defaults.revisionFromGit ?? false);
  return { sbom: props.sbom ?? defaults.sbom ?? SbomLocation.ASSEMBLY, revision: fromGit ? commitOf(project) : props.revision };
}

function commitOf({ root }: PythonProject): string {
  const commit = gitCommit(root);
  if (commit === undefined) {
    throw new CodedError('RevisionNotFound', {
      what: 'the commit that the image is made of cannot be read',
      found: `no git repository with a commit around ${root}`,
      expected: 'a clone of the repository',
      write: "revision: '…', which CI knows, or revisionFromGit: false",
    });
  }
  return commit;
}
