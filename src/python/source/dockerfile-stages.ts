import type { OwnDockerfile } from './own-dockerfile';

type Instructions = OwnDockerfile['instructions'];

interface Stage {
  readonly name: string;
  /** What it is made from: an image, or an earlier stage. */
  readonly base: string;
  /** Its FROM is the first. */
  readonly instructions: Instructions;
}

/** What people call the stage that is deployed. */
const DEPLOYED = /^(?:prod|production|release|deploy|deployment)$/;
/** What people call stages that are not deployed. */
const DEVELOPMENT = /(?:^|[-_.])(?:dev|devel|develop|developments?|debug|devcontainer|tests?|testing|tester|lint|linter|ci|checks?|coverage|docs|migrat(?:e|or|ions?)|seed|notebook|jupyter)(?:[-_.]|$)/;

/** Whether a stage of this name is for work on the project. */
export function isForDevelopment(stage: string): boolean {
  return DEVELOPMENT.test(stage.toLowerCase());
}

/**
 * The instructions of the stage that is deployed, behind those of the earlier stages that it is made from; each stage begins with its FROM. That is the one stage called
 * production, else the last that has a command and is not for development, else the last. Of several with names that each start something, none made from another, a command is
 * not sure: it is left out. Source: Docker, "Multi-stage builds".
 */
export function deployedInstructions({ instructions }: OwnDockerfile): Instructions {
  const stages = stagesOf(instructions);
  const said = stages.filter(({ name }) => DEPLOYED.test(name));
  const others = stages.filter((stage, n) => !isForDevelopment(stage.name) && startsSomething(chainOf(stages, n)));
  const chosen = said.length === 1 ? said[0] : others.at(-1) ?? stages.at(-1);
  const chain = chosen === undefined ? [] : chainOf(stages, stages.indexOf(chosen));
  const last = others.filter(({ name }) => others.every(({ base }) => base !== name));
  const sure = said.length > 0 || last.length < 2 || last.some(({ name }) => name === '');
  return sure ? chain : chain.filter((one) => !isStart(one));
}

function stagesOf(instructions: Instructions): Stage[] {
  const starts = instructions.flatMap(({ keyword }, n) => keyword === 'FROM' ? [n] : []);
  return starts.length === 0 ? [{ name: '', base: '', instructions }] : starts.map((start, n) => {
    const [, base = '', name = ''] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(instructions[start].rest) ?? [];
    return { name: name.toLowerCase(), base: base.toLowerCase(), instructions: instructions.slice(start, starts[n + 1]) };
  });
}

/** Only an earlier stage can be a base, so this ends. */
function chainOf(stages: Stage[], at: number): Instructions {
  const { base, instructions } = stages[at];
  const parent = stages.slice(0, at).map(({ name }) => name).lastIndexOf(base);
  return parent < 0 || base === '' ? instructions : [...chainOf(stages, parent), ...instructions];
}

function startsSomething(instructions: Instructions): boolean {
  return instructions.some(isStart);
}

function isStart({ keyword }: Instructions[number]): boolean {
  return keyword === 'CMD' || keyword === 'ENTRYPOINT';
}
