/** What becomes of a file. Paths are below the folder of the application, with slashes. */
export type PlannedFile =
  | { readonly action: 'create'; readonly path: string; readonly text: string }
  /** Adds lines at the end. */
  | { readonly action: 'append'; readonly path: string; readonly text: string; readonly before: string }
  | { readonly action: 'keep'; readonly path: string }
  /** Something else is there, and stays. */
  | {
      readonly action: 'byHand';
      readonly path: string;
      /** Ends a sentence that begins with the path. */
      readonly reason: string;
      /** What could be added to it. */
      readonly text: string;
    };

/** A file that is to be written. */
export interface WantedFile {
  readonly path: string;
  readonly text: string;
  /** Files that do the same under another name, or keep it from working. Default: none. */
  readonly rivals?: readonly string[];
  /** What to add by hand where one is there. Default: the text. */
  readonly addition?: string;
  /** Whether a file that is there does what is wanted, though its text is another. Default: none does. */
  readonly suffices?: (text: string) => boolean;
}
