import { type CheckReport, keptCheckReports } from '../../src/storage.js';
import { type Defect, storageWith } from './storage-with-defects.js';

/** Storages that lose reports of the checks, or mix them up. */
export const brokenCheckReports: readonly Defect[] = [
  {
    defect: 'tidies up the text of reports',
    breaks: 'a report of the checks comes back as it was, by its id and as the latest one',
    create: storageWith({
      checkReports: ({ checkReports }) => ({
        save: (report) => checkReports.save(JSON.parse(JSON.stringify(report).normalize('NFC')) as CheckReport),
      }),
    }),
  },
  {
    defect: 'puts a report in the place of the one that has its id',
    breaks: 'a report that is saved again under its id stays as it was, and where it was',
    create: storageWith({
      checkReports: ({ checkReports }) => {
        const replaced = new Map<string, CheckReport>();
        return {
          save: (report) => {
            replaced.set(report.id, report);
            return checkReports.save(report);
          },
          get: async (id) => replaced.get(id) ?? null,
        };
      },
    }),
  },
  {
    defect: 'lists reports by the time they were made',
    breaks: 'reports are listed with the one that was saved last first, page by page, whenever they were made',
    create: storageWith({
      checkReports: ({ checkReports }) => ({
        async list(request) {
          const page = await checkReports.list(request);
          return { ...page, items: [...page.items].sort((a, b) => b.startedAt - a.startedAt) };
        },
      }),
    }),
  },
  {
    defect: 'keeps one report less',
    breaks: `of all reports the last ${keptCheckReports} stay, also when many are saved at once`,
    create: storageWith({
      checkReports: ({ checkReports }) => ({
        async list(request) {
          const all = await checkReports.list({ limit: keptCheckReports, after: null });
          const last = all.items.at(keptCheckReports - 1)?.id;
          const page = await checkReports.list(request);
          return { ...page, items: page.items.filter(({ id }) => id !== last) };
        },
      }),
    }),
  },
];
