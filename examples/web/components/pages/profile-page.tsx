'use client';

import { answeredInSession } from '../../lib/answered';
import { client } from '../../lib/client';
import type { PlanUsage } from '../../lib/quota-words';
import { useLoaded } from '../../lib/use-loaded';
import { EraseAccount } from '../erase-account';
import { ExportData } from '../export-data';
import { Frame } from '../frame';
import { Part } from '../part';
import { ProfileForm } from '../profile-form';

export function ProfilePage({ usage }: { readonly usage?: PlanUsage }) {
  const [profile, reload] = useLoaded(() => answeredInSession(client.GET('/me/profile')));
  return (
    <Frame path="/profile" usage={usage}>
      <h1>Profile and preferences</h1>
      <div className="column">
        <Part what="your profile" loaded={profile} reload={reload}>
          {(value) => <ProfileForm profile={value} />}
        </Part>
        <ExportData />
        <EraseAccount />
      </div>
    </Frame>
  );
}
