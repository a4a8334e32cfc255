import { PlanPage } from 'promptforge-example-web/pages/plan-page';
import { forge } from '../../lib/forge';
import { usageOfVisitor } from '../../lib/usage-of-visitor';

export default async function Plans() {
  const [usage, plans] = await Promise.all([usageOfVisitor(), forge.plans.list()]);
  return <PlanPage plans={plans} {...(usage && { usage })} />;
}
