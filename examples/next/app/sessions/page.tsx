import { SessionsPage } from 'promptforge-example-web/pages/sessions-page';
import { usageOfVisitor } from '../../lib/usage-of-visitor';

export default async function Sessions() {
  const usage = await usageOfVisitor();
  return <SessionsPage {...(usage && { usage })} />;
}
