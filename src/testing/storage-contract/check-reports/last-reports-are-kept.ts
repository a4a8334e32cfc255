import assert from 'node:assert/strict';
import { type CheckReport, type CheckReportStore, keptCheckReports } from '../../../storage.js';
import type { ContractSpec } from '../contract-spec.js';
import { unusualText } from '../fidelity/unusual-text.js';
import { inParallel } from '../fixtures/in-parallel.js';
import { newCheckReport } from './new-check-report.js';

async function every(store: CheckReportStore): Promise<readonly CheckReport[]> {
  const found: CheckReport[] = [];
  for (let after: string | null = null; ; ) {
    const { items, next } = await store.list({ limit: 7, after });
    found.push(...items);
    if (next === null) return found;
    after = next;
  }
}

const idsOf = (reports: readonly CheckReport[]) => reports.map(({ id }) => id);

export const lastReportsAreKept: readonly ContractSpec[] = [
  {
    promise: 'a report of the checks comes back as it was, by its id and as the latest one',
    async verify({ storage: { checkReports } }) {
      assert.equal(await checkReports.get('no such report'), null);
      for (const text of unusualText) {
        const outcomes = newCheckReport().outcomes.map((outcome) => ({ ...outcome, reason: text }));
        const report = newCheckReport({ target: text, outcomes, score: null });
        await checkReports.save(report);
        assert.deepEqual(await checkReports.get(report.id), report);
        assert.deepEqual(await checkReports.latest(), report);
      }
    },
  },
  {
    promise: 'a report that is saved again under its id stays as it was, and where it was',
    async verify({ storage: { checkReports } }) {
      const [first, second] = [newCheckReport(), newCheckReport()];
      await checkReports.save(first);
      await checkReports.save(second);
      await checkReports.save({ ...first, score: 0 });
      assert.deepEqual(await checkReports.get(first.id), first);
      assert.deepEqual(await checkReports.latest(), second);
    },
  },
  {
    promise: 'reports are listed with the one that was saved last first, page by page, whenever they were made',
    async verify({ storage: { checkReports } }) {
      const reports = [5, 1, 9, 1].map((startedAt) => newCheckReport({ startedAt }));
      for (const report of reports) await checkReports.save(report);
      const newest = idsOf([...reports].reverse());
      assert.deepEqual(idsOf(await every(checkReports)).slice(0, 4), newest);
      const page = await checkReports.list({ limit: 2, after: newest[1] ?? null });
      assert.deepEqual(idsOf(page.items), newest.slice(2, 4));
      const one = await checkReports.list({ limit: 1, after: null });
      assert.deepEqual([idsOf(one.items), one.next], [newest.slice(0, 1), newest[0]]);
    },
  },
  {
    promise: `of all reports the last ${keptCheckReports} stay, also when many are saved at once`,
    async verify({ storage: { checkReports } }) {
      const early = Array.from({ length: keptCheckReports }, () => newCheckReport());
      for (const report of early) await checkReports.save(report);
      assert.deepEqual(idsOf(await every(checkReports)), idsOf([...early].reverse()));
      const late = Array.from({ length: 20 }, () => newCheckReport());
      await inParallel(late.length, async (index) => {
        const report = late[index];
        if (report !== undefined) await checkReports.save(report);
      });
      const kept = idsOf(await every(checkReports));
      assert.deepEqual(kept.slice(20), idsOf(early.slice(20).reverse()));
      assert.deepEqual([...kept.slice(0, 20)].sort(), idsOf(late).sort());
      assert.equal(await checkReports.get(early[0]?.id ?? ''), null);
    },
  },
];
