import { ProfilePage } from 'promptforge-example-web/pages/profile-page';
import { usageOfVisitor } from '../../lib/usage-of-visitor';

export default async function Profile() {
  const usage = await usageOfVisitor();
  return <ProfilePage {...(usage && { usage })} />;
}
