/** What a person allows to be done with what is theirs. */
export interface PrivacySettings {
  /**
   * Whether administrators who search for members see the email, and find it. Honoured by
   * `forge.users.search()`. Default: true.
   */
  readonly showEmailToOrganization: boolean;
  /** Whether the organization may be shown what this person uses; for the host to read. Default: true. */
  readonly shareUsageWithOrganization: boolean;
  /** Whether the host may keep prompts for other ends than showing them again; for the host to read. Default: false. */
  readonly allowPromptRetention: boolean;
}

/** What holds for settings that somebody has not made. */
export const defaultPrivacy: PrivacySettings = Object.freeze({
  showEmailToOrganization: true,
  shareUsageWithOrganization: true,
  allowPromptRetention: false,
});
