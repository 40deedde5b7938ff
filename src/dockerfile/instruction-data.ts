import type { BuildSecret } from './build-secret';
import type { ContextPart } from './context-part';
import type { IImageSource } from './image-source';
import type { StageArtifact } from './stage-artifact';

/** A command word by word, or text for a shell. */
export type CommandData = { readonly words: string[] } | { readonly text: string };

/** A mount of a RUN. */
export interface MountData {
  readonly kind: string;
  /** Names and values; one that is true by being there has no value. */
  readonly fields: [string, string?][];
  /** The stage or image that a bind mount shows. */
  readonly from?: IImageSource;
  /** The path in the build context that a bind mount shows. */
  readonly contextPath?: string;
  /** What of another stage a bind mount shows. */
  readonly artifact?: StageArtifact;
  /** The secret that a secret mount shows. */
  readonly secret?: BuildSecret;
  /** The name of the SSH agent that an ssh mount shows. */
  readonly ssh?: string;
  /** What is at that path, when it is not a part of the source folder. */
  readonly part?: ContextPart;
}

/** The flags of a COPY. */
export interface CopyFlagData {
  readonly link: boolean;
  readonly chown?: string;
  readonly chmod?: string;
}

export interface RunData {
  readonly kind: 'run';
  readonly commands: CommandData[];
  readonly mounts: MountData[];
  readonly network?: string;
}

export interface CopyData extends CopyFlagData {
  readonly kind: 'copy';
  /** The build context, if absent. */
  readonly from?: IImageSource;
  readonly artifact?: StageArtifact;
  readonly sources: string[];
  readonly target: string;
}

export interface CopyTextData extends CopyFlagData {
  readonly kind: 'copyText';
  readonly text: string;
  readonly target: string;
}

/** An instruction as data. The renderer is the only place that knows how one is written. */
export type InstructionData = { readonly comment?: string } & (
  | RunData
  | CopyData
  | CopyTextData
  | { readonly kind: 'env' | 'label'; readonly values: [string, string][] }
  | { readonly kind: 'prependPath'; readonly folders: string[] }
  | { readonly kind: 'arg'; readonly name: string; readonly value?: string }
  | { readonly kind: 'workdir'; readonly path: string }
  | { readonly kind: 'user'; readonly user: string }
  | { readonly kind: 'entrypoint' | 'cmd'; readonly argv: string[] }
  | { readonly kind: 'expose'; readonly port: string }
  | { readonly kind: 'stopSignal'; readonly signal: string }
  | { readonly kind: 'healthcheck'; readonly flags: string[]; readonly argv: string[] }
  | { readonly kind: 'volume'; readonly paths: string[] }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'raw'; readonly lines: string[] }
);
