import type { IssueMeaning } from '../issue-meaning.js';

/** What the findings about addresses mean. */
export const urlMeanings = {
  script_url: {
    category: 'url',
    severity: 'high',
    message: 'A link leads to a script, which runs where it is followed.',
    fix: 'Use an https address; put code into a fenced block.',
  },
  // Outside links it is text, as HTML is: dangerous to whoever puts it into a page as it is.
  script_in_text: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds an address that is a script.',
    fix: 'Put code into a fenced block; whoever makes links of addresses has to check them.',
  },
  document_in_text: {
    category: 'markup',
    severity: 'high',
    message: 'The text holds an address that carries a document of its own.',
    fix: 'Put code into a fenced block; whoever makes links of addresses has to check them.',
  },
  idle_script_url: {
    category: 'url',
    severity: 'info',
    message: 'An address is a script that does nothing.',
    fix: 'Use an https address, or a button.',
  },
  document_url: {
    category: 'url',
    severity: 'high',
    message: 'A link carries a document of its own, which may hold scripts.',
    fix: 'Use an https address; attach files as files.',
  },
  credentials_in_url: {
    category: 'url',
    severity: 'medium',
    message: 'An address holds a name and a password.',
    fix: 'Take them out of the address, and change the password if it was real.',
  },
  misleading_url: {
    category: 'url',
    severity: 'high',
    message: 'An address names one host before the "@" and leads to another.',
    fix: 'Write the address without what stands before the "@".',
  },
  lookalike_host: {
    category: 'url',
    severity: 'high',
    message: 'The host of an address is spelled with letters of another script that look like Latin ones.',
    fix: 'Type the address anew, in one script.',
  },
  private_host: {
    category: 'url',
    severity: 'low',
    message: 'An address leads to this machine or to a private network.',
    fix: 'Make sure that nothing fetches it on a server of yours.',
  },
  metadata_host: {
    category: 'url',
    severity: 'medium',
    message: 'An address leads to the service where cloud machines find their credentials.',
    fix: 'Make sure that nothing fetches it on a server of yours.',
  },
  disguised_address: {
    category: 'url',
    severity: 'high',
    message: 'The host of an address is a numeric address in an unusual form.',
    fix: 'Write it as four decimal numbers, or by name.',
  },
  long_url: {
    category: 'url',
    severity: 'low',
    message: 'An address is longer than 2,000 characters.',
    fix: 'Shorten it; much data can leave in an address.',
  },
  image_carries_data: {
    category: 'url',
    severity: 'medium',
    message: 'The address of an image has a placeholder or much data in it, which leave when the image is shown.',
    fix: 'Use the address of the image alone.',
  },
  blocked_host: {
    category: 'url',
    severity: 'high',
    message: 'An address leads to a host that is not wanted here.',
    fix: 'Take the address out.',
  },
  host_not_allowed: {
    category: 'url',
    severity: 'medium',
    message: 'An address leads to a host that is not among the allowed ones.',
    fix: 'Use an address of an allowed host.',
  },
  blocked_protocol: {
    category: 'url',
    severity: 'high',
    message: 'An address has a protocol that is not wanted here.',
    fix: 'Use an https address.',
  },
} as const satisfies Readonly<Record<string, IssueMeaning>>;

export type UrlCode = keyof typeof urlMeanings;
