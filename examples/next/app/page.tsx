import { EditorPage } from 'promptforge-example-web/pages/editor-page';
import { usageOfVisitor } from '../lib/usage-of-visitor';

export default async function Start() {
  const usage = await usageOfVisitor();
  return <EditorPage {...(usage && { usage })} />;
}
