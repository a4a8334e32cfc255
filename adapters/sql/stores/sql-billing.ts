import type { BillingProvider, BillingStore, TenantScope, UsageCounter, UsageReport } from '../../../src/storage.js';
import { rejectUnreportable } from '../../guards/reject-unreportable.js';
import { rowLimit } from '../arguments/row-limit.js';
import { Row } from '../rows/row.js';
import type { SqlCall } from '../sql-call.js';

export class SqlBilling implements BillingStore {
  readonly #call: SqlCall;

  constructor(call: SqlCall) {
    this.#call = call;
  }

  async linkCustomer(scope: TenantScope, { provider, customerId }: Parameters<BillingStore['linkCustomer']>[1]) {
    const answer = await this.#call('link_customer_v1', {
      p_org_id: scope.orgId,
      p_provider: provider,
      p_customer_id: customerId,
    });
    return { outcome: new Row(answer).literal<'linked' | 'taken'>('outcome') };
  }

  async unlinkCustomer(scope: TenantScope, { provider, customerId }: Parameters<BillingStore['unlinkCustomer']>[1]) {
    await this.#call('unlink_customer_v1', { p_org_id: scope.orgId, p_provider: provider, p_customer_id: customerId });
  }

  async customerOf(scope: TenantScope, provider: BillingProvider): Promise<string | null> {
    const answer = await this.#call('customer_of_v1', { p_org_id: scope.orgId, p_provider: provider });
    return new Row(answer).nullableText('customerId');
  }

  async tenantOf({ provider, customerId }: Parameters<BillingStore['tenantOf']>[0]): Promise<TenantScope | null> {
    const answer = await this.#call('tenant_of_v1', { p_provider: provider, p_customer_id: customerId });
    const orgId = new Row(answer).nullableText('orgId');
    return orgId === null ? null : { orgId };
  }

  async isEventDone({ provider, eventId }: Parameters<BillingStore['isEventDone']>[0]): Promise<boolean> {
    return (await this.#call('is_billing_event_done_v1', { p_provider: provider, p_event_id: eventId })) === true;
  }

  async finishEvent({ provider, eventId }: Parameters<BillingStore['finishEvent']>[0]): Promise<void> {
    await this.#call('finish_billing_event_v1', { p_provider: provider, p_event_id: eventId });
  }

  async purgeEvents({ before, limit }: Parameters<BillingStore['purgeEvents']>[0]): Promise<number> {
    const answer = await this.#call('purge_billing_events_v1', {
      p_before: Math.ceil(before),
      p_limit: rowLimit(limit),
    });
    return Row.count(answer);
  }

  async prepareReport(
    scope: TenantScope,
    { total, ...counter }: Parameters<BillingStore['prepareReport']>[1],
  ): Promise<UsageReport | null> {
    rejectUnreportable({ ...counter, total });
    const answer = await this.#call('prepare_usage_report_v1', { ...counterOf(scope, counter), p_total: total });
    return answer === null ? null : toReport(new Row(answer));
  }

  async confirmReport(
    scope: TenantScope,
    { identifier, ...counter }: Parameters<BillingStore['confirmReport']>[1],
  ): Promise<void> {
    rejectUnreportable({ ...counter, total: 0 });
    await this.#call('confirm_usage_report_v1', { ...counterOf(scope, counter), p_identifier: identifier });
  }
}

function counterOf({ orgId }: TenantScope, { provider, meter, month }: UsageCounter) {
  return { p_org_id: orgId, p_provider: provider, p_meter: meter, p_month: month };
}

function toReport(row: Row): UsageReport {
  return { identifier: row.text('identifier'), amount: row.number('amount'), preparedAt: row.number('preparedAt') };
}
