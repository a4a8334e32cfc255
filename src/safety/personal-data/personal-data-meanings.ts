import type { IssueMeaning } from '../issue-meaning.js';

const fix = 'Leave it out, or put a made-up value in its place.';

/** What the findings of `detectPersonalData` mean. */
export const personalDataMeanings = {
  email_address: { category: 'personal_data', severity: 'medium', message: 'There is an e-mail address here.', fix },
  payment_card: {
    category: 'personal_data',
    severity: 'high',
    message: 'There is the number of a payment card here.',
    fix,
  },
  us_ssn: {
    category: 'personal_data',
    severity: 'high',
    message: 'There is a social security number of the United States here.',
    fix,
  },
  iban: { category: 'personal_data', severity: 'high', message: 'There is the number of a bank account here.', fix },
  phone_number: { category: 'personal_data', severity: 'medium', message: 'There is a telephone number here.', fix },
  ip_address: {
    category: 'personal_data',
    severity: 'info',
    message: 'There is a public IP address here.',
    fix: 'Leave it out if it leads to a person.',
  },
  passport_number: {
    category: 'personal_data',
    severity: 'high',
    message: 'There is the number of a passport here.',
    fix,
  },
  driving_licence: {
    category: 'personal_data',
    severity: 'high',
    message: 'There is the number of a driving licence here.',
    fix,
  },
  date_of_birth: { category: 'personal_data', severity: 'medium', message: 'There is a date of birth here.', fix },
} as const satisfies Record<string, IssueMeaning>;

export type PersonalDataCode = keyof typeof personalDataMeanings;
