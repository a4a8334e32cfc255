export default function Start() {
  return (
    <main>
      <h1>The application of the host</h1>
      <p>
        PromptForge answers below /api. <a href="/account">Your account</a> takes a session.
      </p>
    </main>
  );
}
