// Made from the migrations by test/database-type/database-type.test.ts, which says how.

/** What a column or parameter of type `json` or `jsonb` holds. */
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

/** The newest migration of the schema that is described here. */
export const databaseVersion = '20261201000200_alerts';

/**
 * The schema `promptforge` for `createClient<Database>()` of `@supabase/supabase-js`: the tables
 * that a signed-in user may read, under row level security, and the functions that a server may
 * call. Nobody writes to tables.
 */
export type Database = {
  promptforge: {
    Tables: {
      api_keys: {
        Row: {
          created_at: string;
          ends_at: string | null;
          expires_at: string | null;
          id: string;
          last4: string;
          last_used_at: string | null;
          limits: Json;
          name: string;
          org_id: string;
          previous_until: string | null;
          revoked_at: string | null;
          role: string;
          scopes: Json;
          user_id: string;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      bundle_artifacts: {
        Row: {
          bundle_id: string;
          content: string;
          encoding: string;
          media_type: string;
          org_id: string;
          path: string;
          position: number;
          sha256: string;
        };
        Insert: never;
        Update: never;
        Relationships: [
          {
            foreignKeyName: 'bundle_artifacts_org_id_bundle_id_fkey';
            columns: ['org_id', 'bundle_id'];
            isOneToOne: false;
            referencedRelation: 'bundles';
            referencedColumns: ['org_id', 'id'];
          },
        ];
      };
      bundles: {
        Row: {
          created_at: string;
          id: string;
          manifest: Json;
          org_id: string;
          run_id: string;
          user_id: string;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      daily_usage: {
        Row: {
          abandoned: number;
          cache_write_input_tokens: number;
          cached_input_tokens: number;
          canceled: number;
          cost_micros: number;
          day: string;
          domain: string;
          duration_ms: number;
          engine: string;
          failed: number;
          improved: number;
          input_tokens: number;
          model: string;
          model_calls: number;
          module: string;
          operation: string;
          optimized_tenths: number;
          org_id: string;
          original_tenths: number;
          output_tokens: number;
          part: string;
          passed: number;
          plan_id: string;
          reasoning_tokens: number;
          runs_of_unknown_cost: number;
          scored: number;
          succeeded: number;
          user_id: string;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      modules: {
        Row: {
          body: Json;
          created_at: string;
          id: string;
          minimum_plan_id: string | null;
          org_id: string;
          revision: number;
          status: string;
          summary: string;
          title: string;
          updated_at: string;
          version: string;
          version_order: string;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      org_members: {
        Row: {
          joined_at: string;
          org_id: string;
          role: string;
          user_id: string;
        };
        Insert: never;
        Update: never;
        Relationships: [
          {
            foreignKeyName: 'org_members_org_id_fkey';
            columns: ['org_id'];
            isOneToOne: false;
            referencedRelation: 'orgs';
            referencedColumns: ['id'];
          },
        ];
      };
      orgs: {
        Row: {
          created_at: string;
          id: string;
          name: string;
          updated_at: string;
          version: number;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      parameter_sets: {
        Row: {
          id: string;
          name: string;
          org_id: string;
          owner_id: string | null;
          parameters: Json;
          shared: boolean;
          updated_at: string;
          version: number;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      plans: {
        Row: {
          id: string;
          plan: Json;
          position: number;
          title: string;
          updated_at: string;
          version: number;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      profiles: {
        Row: {
          avatar_url: string | null;
          display_name: string | null;
          email: string | null;
          extra: Json;
          locale: string | null;
          notifications: Json;
          preferences: Json;
          privacy: Json;
          search_text: string;
          time_zone: string | null;
          updated_at: string;
          user_id: string;
          version: number;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      prompt_versions: {
        Row: {
          author_id: string | null;
          created_at: string;
          note: string | null;
          number: number;
          org_id: string;
          parent_id: string | null;
          parent_number: number | null;
          prompt_id: string;
          restored_from: number | null;
          run_id: string | null;
          score: Json | null;
          seven_d: Json | null;
          text: string;
        };
        Insert: never;
        Update: never;
        Relationships: [
          {
            foreignKeyName: 'prompt_versions_org_id_prompt_id_fkey';
            columns: ['org_id', 'prompt_id'];
            isOneToOne: false;
            referencedRelation: 'saved_prompts';
            referencedColumns: ['org_id', 'id'];
          },
        ];
      };
      quota_windows: {
        Row: {
          anchor: number | null;
          ends_at: string;
          meter: string;
          org_id: string;
          period: string;
          previous: unknown;
          previous_started_at: string | null;
          started_at: string;
          used: unknown;
          user_id: string;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      runs: {
        Row: {
          answers: Json | null;
          cache_write_input_tokens: number;
          cached_input_tokens: number;
          charged_calls: number;
          charged_cost: number;
          charged_tokens: number;
          cost_micros: number | null;
          created_at: string;
          ended_at: string | null;
          engine: string;
          error: Json | null;
          estimated: boolean;
          figures: Json | null;
          fingerprint: string;
          held_until: string | null;
          holder: string | null;
          id: string;
          idempotency_key: string | null;
          in_flight: Json | null;
          input: Json | null;
          input_tokens: number;
          lease_expires_at: string;
          measures: Json | null;
          model: string | null;
          model_calls: number;
          operation: string;
          org_id: string;
          output_tokens: number;
          plan_id: string;
          reasoning_tokens: number;
          result: Json | null;
          status: string;
          user_id: string;
          window_starts: number[];
          windows: Json;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      saved_prompts: {
        Row: {
          created_at: string;
          id: string;
          latest_version: number;
          org_id: string;
          origin_id: string | null;
          origin_number: number | null;
          owner_id: string | null;
          search_heading: string;
          search_text: string;
          shared: boolean;
          tags: Json;
          title: string;
          updated_at: string;
          version: number;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      scores: {
        Row: {
          ambiguity: number;
          business_fit: number;
          clarity: number;
          composite: number;
          execution: number;
          final: boolean;
          org_id: string;
          position: number;
          rubric: string;
          run_id: string;
          subject: string;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      sessions: {
        Row: {
          created_at: string;
          device: string | null;
          ends_at: string;
          expires_at: string;
          id: string;
          idle_timeout_ms: number | null;
          last_used_at: string;
          org_id: string;
          revoked_at: string | null;
          revoked_reason: string | null;
          role: string | null;
          user_id: string;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      subscriptions: {
        Row: {
          anchor: string;
          cancel_at: string | null;
          next_plan_at: string | null;
          next_plan_id: string | null;
          org_id: string;
          overrides: Json | null;
          past_due_since: string | null;
          plan_id: string;
          seats: number;
          source_id: string | null;
          source_provider: string | null;
          status: string;
          trial_end: string | null;
          updated_at: string;
          version: number;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
      telemetry_events: {
        Row: {
          at: string;
          data: Json;
          life: number;
          month: string;
          org_id: string;
          recorded_at: string;
          run_id: string;
          sequence: number;
          transaction_id: unknown;
          type: string;
          user_id: string;
        };
        Insert: never;
        Update: never;
        Relationships: [];
      };
    };
    Views: Record<never, never>;
    Functions: {
      accept_invitation_v1: {
        Args: {
          p_now?: string;
          p_org_id: string;
          p_seats: number;
          p_secret_hash: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      active_users_v1: {
        Args: {
          p_first: string;
          p_interval: string;
          p_last: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      add_bundle_v1: {
        Args: {
          p_artifacts: Json;
          p_bundle_id: string;
          p_manifest: Json;
          p_now?: string;
          p_org_id: string;
          p_run_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      add_member_v1: {
        Args: {
          p_now?: string;
          p_org_id: string;
          p_role: string;
          p_seats: number;
          p_user_id: string;
        };
        Returns: Json;
      };
      add_module_v1: {
        Args: {
          p_module: Json;
          p_module_id: string;
          p_org_id: string;
          p_version: string;
          p_version_order: string;
        };
        Returns: Json;
      };
      add_prompt_version_v1: {
        Args: {
          p_author_id: string;
          p_expected_latest: number;
          p_now?: string;
          p_org_id: string;
          p_prompt_id: string;
          p_version: Json;
        };
        Returns: Json;
      };
      admin_org_ids: {
        Args: never;
        Returns: string[];
      };
      append_events_v1: {
        Args: {
          p_events: Json;
          p_now?: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      attempt_sign_in_v1: {
        Args: {
          p_counters: Json;
          p_now?: string;
        };
        Returns: Json;
      };
      change_member_v1: {
        Args: {
          p_actor_id: string;
          p_org_id: string;
          p_role: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      change_password_v1: {
        Args: {
          p_expected_version: number;
          p_now?: string;
          p_password_hash: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      checkpoint_v1: {
        Args: {
          p_in_flight: Json;
          p_lease_ms: number;
          p_now?: string;
          p_org_id: string;
          p_run_id: string;
          p_usage: Json;
        };
        Returns: Json;
      };
      checkpoint_v2: {
        Args: {
          p_answer: Json;
          p_answer_key: string;
          p_hold_ms: number;
          p_holder: string;
          p_in_flight: Json;
          p_lease_ms: number;
          p_now?: string;
          p_org_id: string;
          p_run_id: string;
          p_usage: Json;
        };
        Returns: Json;
      };
      claim_upkeep_v1: {
        Args: {
          p_every_ms: number;
          p_now?: string;
          p_task: string;
        };
        Returns: Json;
      };
      confirm_usage_report_v1: {
        Args: {
          p_identifier: string;
          p_meter: string;
          p_month: string;
          p_org_id: string;
          p_provider: string;
        };
        Returns: Json;
      };
      consume_many_v1: {
        Args: {
          p_anchors: number[];
          p_demands: Json;
          p_meters: string[];
          p_now?: string;
          p_orgs: string[];
          p_periods: string[];
          p_rooms: number[];
          p_totals: number[];
          p_users: string[];
        };
        Returns: Json;
      };
      consume_v1: {
        Args: {
          p_limits: Json;
          p_now?: string;
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      count_subscriptions_v1: {
        Args: never;
        Returns: Json;
      };
      create_api_key_v1: {
        Args: {
          p_hash: string;
          p_key: Json;
          p_key_id: string;
          p_now?: string;
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      create_credential_v1: {
        Args: {
          p_email: string;
          p_now?: string;
          p_password_hash: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      create_invitation_v1: {
        Args: {
          p_invitation: Json;
          p_invitation_id: string;
          p_invited_by: string;
          p_now?: string;
          p_org_id: string;
          p_secret_hash: string;
        };
        Returns: Json;
      };
      create_organization_v1: {
        Args: {
          p_now?: string;
          p_org_id: string;
          p_organization: Json;
          p_owner_id: string;
        };
        Returns: Json;
      };
      create_saved_prompt_v1: {
        Args: {
          p_author_id: string;
          p_now?: string;
          p_org_id: string;
          p_owner_id: string;
          p_prompt: Json;
          p_prompt_id: string;
          p_version: Json;
        };
        Returns: Json;
      };
      create_session_v1: {
        Args: {
          p_now?: string;
          p_org_id: string;
          p_session: Json;
          p_session_id: string;
          p_token_hash: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      credential_by_email_v1: {
        Args: {
          p_email: string;
        };
        Returns: Json;
      };
      current_user_id: {
        Args: never;
        Returns: string;
      };
      customer_of_v1: {
        Args: {
          p_org_id: string;
          p_provider: string;
        };
        Returns: Json;
      };
      daily_usage_v1: {
        Args: {
          p_from: number;
          p_org_id: string;
          p_to: number;
          p_user_id: string;
        };
        Returns: Json;
      };
      email_token_owner_v1: {
        Args: {
          p_now?: string;
          p_purpose: string;
          p_token_hash: string;
        };
        Returns: Json;
      };
      erase_credential_v1: {
        Args: {
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_profile_v1: {
        Args: {
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_api_keys_v1: {
        Args: {
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_cache_v1: {
        Args: {
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_daily_usage_v1: {
        Args: {
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_events_v1: {
        Args: {
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_invitations_v1: {
        Args: {
          p_emails: string[];
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_library_v1: {
        Args: {
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_prompts_v1: {
        Args: {
          p_now?: string;
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_runs_v1: {
        Args: {
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      erase_user_sessions_v1: {
        Args: {
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      find_invitation_v1: {
        Args: {
          p_secret_hash: string;
        };
        Returns: Json;
      };
      finish_billing_event_v1: {
        Args: {
          p_event_id: string;
          p_now?: string;
          p_provider: string;
        };
        Returns: Json;
      };
      follow_events_v1: {
        Args: {
          p_after: Json;
          p_limit: number;
          p_org_id: string;
          p_since: Json;
          p_until: Json;
          p_user_id: string;
        };
        Returns: Json;
      };
      forgive_sign_in_v1: {
        Args: {
          p_forget: Json;
          p_give_back: Json;
        };
        Returns: Json;
      };
      get_api_key_v1: {
        Args: {
          p_key_id: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      get_bundle_v1: {
        Args: {
          p_bundle_id: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      get_cached_v1: {
        Args: {
          p_key: string;
          p_now?: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      get_check_report_v1: {
        Args: {
          p_report_id: string;
        };
        Returns: Json;
      };
      get_module_v1: {
        Args: {
          p_module_id: string;
          p_org_id: string;
          p_version: string;
        };
        Returns: Json;
      };
      get_parameter_set_v1: {
        Args: {
          p_org_id: string;
          p_set_id: string;
        };
        Returns: Json;
      };
      get_prompt_version_v1: {
        Args: {
          p_number: number;
          p_org_id: string;
          p_prompt_id: string;
          p_visible_to: string;
        };
        Returns: Json;
      };
      get_run_v1: {
        Args: {
          p_org_id: string;
          p_run_id: string;
        };
        Returns: Json;
      };
      get_saved_prompt_v1: {
        Args: {
          p_org_id: string;
          p_prompt_id: string;
          p_visible_to: string;
        };
        Returns: Json;
      };
      get_session_v1: {
        Args: {
          p_session_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      health_v1: {
        Args: {
          p_now?: string;
        };
        Returns: Json;
      };
      is_billing_event_done_v1: {
        Args: {
          p_event_id: string;
          p_provider: string;
        };
        Returns: Json;
      };
      issue_email_token_v1: {
        Args: {
          p_lifetime_ms: number;
          p_now?: string;
          p_purpose: string;
          p_token_hash: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      link_customer_v1: {
        Args: {
          p_customer_id: string;
          p_org_id: string;
          p_provider: string;
        };
        Returns: Json;
      };
      list_alerts_v1: {
        Args: {
          p_after_id: string;
          p_limit: number;
        };
        Returns: Json;
      };
      list_api_keys_v1: {
        Args: {
          p_after_id: string;
          p_after_ms: number;
          p_limit: number;
          p_org_id: string;
        };
        Returns: Json;
      };
      list_bundles_v1: {
        Args: {
          p_after_id: string;
          p_after_ms: number;
          p_limit: number;
          p_org_id: string;
          p_run_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      list_check_reports_v1: {
        Args: {
          p_after_id: string;
          p_limit: number;
        };
        Returns: Json;
      };
      list_invitations_v1: {
        Args: {
          p_after_id: string;
          p_after_ms: number;
          p_limit: number;
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      list_members_v1: {
        Args: {
          p_after: string;
          p_limit: number;
          p_org_id: string;
        };
        Returns: Json;
      };
      list_memberships_v1: {
        Args: {
          p_user_id: string;
        };
        Returns: Json;
      };
      list_modules_v1: {
        Args: {
          p_after_id: string;
          p_after_order: string;
          p_limit: number;
          p_module_id: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      list_parameter_sets_v1: {
        Args: {
          p_after: string;
          p_limit: number;
          p_org_id: string;
          p_visible_to: string;
        };
        Returns: Json;
      };
      list_plans_v1: {
        Args: never;
        Returns: Json;
      };
      list_prompt_versions_v1: {
        Args: {
          p_before_number: number;
          p_limit: number;
          p_org_id: string;
          p_prompt_id: string;
          p_visible_to: string;
        };
        Returns: Json;
      };
      list_runs_v1: {
        Args: {
          p_after_id: string;
          p_after_ms: number;
          p_limit: number;
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      list_saved_prompts_v1: {
        Args: {
          p_after_id: string;
          p_after_ms: number;
          p_limit: number;
          p_org_id: string;
          p_owner_id: string;
          p_tags: Json;
          p_text: string;
          p_visible_to: string;
        };
        Returns: Json;
      };
      list_sessions_v1: {
        Args: {
          p_after_id: string;
          p_after_ms: number;
          p_limit: number;
          p_user_id: string;
        };
        Returns: Json;
      };
      list_subscription_changes_v1: {
        Args: {
          p_after_ms: number;
          p_after_org_id: string;
          p_after_version: number;
          p_from: number;
          p_limit: number;
          p_to: number;
        };
        Returns: Json;
      };
      list_subscriptions_v1: {
        Args: {
          p_after: string;
          p_limit: number;
        };
        Returns: Json;
      };
      list_windows_v1: {
        Args: {
          p_after: Json;
          p_limit: number;
          p_now?: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      listen_v1: {
        Args: {
          p_lease_ms: number;
          p_listener_id: string;
        };
        Returns: Json;
      };
      load_alert_v1: {
        Args: {
          p_alert_id: string;
        };
        Returns: Json;
      };
      load_credential_v1: {
        Args: {
          p_user_id: string;
        };
        Returns: Json;
      };
      load_organization_v1: {
        Args: {
          p_org_id: string;
        };
        Returns: Json;
      };
      load_profile_v1: {
        Args: {
          p_user_id: string;
        };
        Returns: Json;
      };
      load_subscription_v1: {
        Args: {
          p_org_id: string;
        };
        Returns: Json;
      };
      mark_api_keys_used_v1: {
        Args: {
          p_now?: string;
          p_uses: Json;
        };
        Returns: Json;
      };
      measures_v1: {
        Args: {
          p_first: string;
          p_last: string;
          p_model: string;
          p_module_id: string;
          p_org_id: string;
          p_plan_id: string;
        };
        Returns: Json;
      };
      member_org_ids: {
        Args: never;
        Returns: string[];
      };
      peek_v1: {
        Args: {
          p_limits: Json;
          p_now?: string;
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      prepare_usage_report_v1: {
        Args: {
          p_meter: string;
          p_month: string;
          p_now?: string;
          p_org_id: string;
          p_provider: string;
          p_total: number;
        };
        Returns: Json;
      };
      prompt_versions_by_v1: {
        Args: {
          p_after_id: string;
          p_after_number: number;
          p_limit: number;
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      purge_api_keys_v1: {
        Args: {
          p_before: number;
          p_limit: number;
          p_now?: string;
        };
        Returns: Json;
      };
      purge_billing_events_v1: {
        Args: {
          p_before: number;
          p_limit: number;
        };
        Returns: Json;
      };
      purge_bundles_v1: {
        Args: {
          p_before: number;
          p_limit: number;
          p_org_id: string;
        };
        Returns: Json;
      };
      purge_credentials_v1: {
        Args: {
          p_limit: number;
          p_now?: string;
        };
        Returns: Json;
      };
      purge_events_v1: {
        Args: {
          p_before: number;
          p_limit: number;
          p_org_id: string;
        };
        Returns: Json;
      };
      purge_invitations_v1: {
        Args: {
          p_before: number;
          p_limit: number;
        };
        Returns: Json;
      };
      purge_runs_v1: {
        Args: {
          p_before: number;
          p_limit: number;
          p_org_id: string;
        };
        Returns: Json;
      };
      purge_session_denials_v1: {
        Args: {
          p_limit: number;
          p_now?: string;
        };
        Returns: Json;
      };
      purge_sessions_v1: {
        Args: {
          p_before: number;
          p_limit: number;
          p_now?: string;
        };
        Returns: Json;
      };
      put_cached_v1: {
        Args: {
          p_key: string;
          p_now?: string;
          p_org_id: string;
          p_ttl_ms: number;
          p_user_id: string;
          p_value: Json;
        };
        Returns: Json;
      };
      read_api_key_v1: {
        Args: {
          p_key_id: string;
          p_now?: string;
        };
        Returns: Json;
      };
      reap_v1: {
        Args: {
          p_limit: number;
          p_now?: string;
        };
        Returns: Json;
      };
      redeem_email_token_v1: {
        Args: {
          p_now?: string;
          p_password_hash: string;
          p_purpose: string;
          p_token_hash: string;
        };
        Returns: Json;
      };
      rehash_password_v1: {
        Args: {
          p_expected_hash: string;
          p_password_hash: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      remove_member_v1: {
        Args: {
          p_org_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      remove_parameter_set_v1: {
        Args: {
          p_expected_version: number;
          p_org_id: string;
          p_set_id: string;
        };
        Returns: Json;
      };
      remove_plan_v1: {
        Args: {
          p_expected_version: number;
          p_plan_id: string;
        };
        Returns: Json;
      };
      remove_saved_prompt_v1: {
        Args: {
          p_expected_version: number;
          p_org_id: string;
          p_prompt_id: string;
        };
        Returns: Json;
      };
      reserve_many_v1: {
        Args: {
          p_anchors: number[];
          p_demands: Json;
          p_meters: string[];
          p_now?: string;
          p_orgs: string[];
          p_periods: string[];
          p_rooms: number[];
          p_runs: Json;
          p_totals: number[];
          p_users: string[];
        };
        Returns: Json;
      };
      resume_run_v1: {
        Args: {
          p_hold_ms: number;
          p_holder: string;
          p_lease_ms: number;
          p_now?: string;
          p_org_id: string;
          p_run_id: string;
        };
        Returns: Json;
      };
      retention_v1: {
        Args: {
          p_first: string;
          p_last: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      revoke_api_key_v1: {
        Args: {
          p_key_id: string;
          p_now?: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      revoke_invitation_v1: {
        Args: {
          p_invitation_id: string;
          p_now?: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      revoke_session_v1: {
        Args: {
          p_now?: string;
          p_reason: string;
          p_session_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      revoke_session_v2: {
        Args: {
          p_deny_ms: number;
          p_now?: string;
          p_reason: string;
          p_session_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      revoke_user_sessions_v1: {
        Args: {
          p_created_before: number;
          p_now?: string;
          p_reason: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      revoke_user_sessions_v2: {
        Args: {
          p_created_before: number;
          p_deny_ms: number;
          p_now?: string;
          p_org_id: string;
          p_reason: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      roll_up_v1: {
        Args: {
          p_after: Json;
          p_began: number;
          p_limit: number;
          p_now?: string;
        };
        Returns: Json;
      };
      roll_up_v2: {
        Args: {
          p_after: Json;
          p_limit: number;
          p_now?: string;
          p_time_zone: string;
        };
        Returns: Json;
      };
      rotate_api_key_v1: {
        Args: {
          p_hash: string;
          p_key_id: string;
          p_last4: string;
          p_now?: string;
          p_org_id: string;
          p_overlap_ms: number;
        };
        Returns: Json;
      };
      rotate_session_v1: {
        Args: {
          p_grace_ms: number;
          p_lifetime_ms: number;
          p_next_hash: string;
          p_now?: string;
          p_presented_hash: string;
        };
        Returns: Json;
      };
      run_events_v1: {
        Args: {
          p_after: number;
          p_limit: number;
          p_org_id: string;
          p_run_id: string;
        };
        Returns: Json;
      };
      run_records_v1: {
        Args: {
          p_after: Json;
          p_from: number;
          p_limit: number;
          p_model: string;
          p_module_id: string;
          p_org_id: string;
          p_plan_id: string;
          p_to: number;
          p_user_id: string;
        };
        Returns: Json;
      };
      run_scores_v1: {
        Args: {
          p_org_id: string;
          p_run_id: string;
        };
        Returns: Json;
      };
      save_alert_v1: {
        Args: {
          p_alert_id: string;
          p_expected_version: number;
          p_state: Json;
        };
        Returns: Json;
      };
      save_check_report_v1: {
        Args: {
          p_kept: number;
          p_report: Json;
          p_report_id: string;
        };
        Returns: Json;
      };
      save_organization_v1: {
        Args: {
          p_expected_version: number;
          p_now?: string;
          p_org_id: string;
          p_organization: Json;
        };
        Returns: Json;
      };
      save_parameter_set_v1: {
        Args: {
          p_expected_version: number;
          p_org_id: string;
          p_owner_id: string;
          p_set: Json;
          p_set_id: string;
        };
        Returns: Json;
      };
      save_plan_v1: {
        Args: {
          p_expected_version: number;
          p_plan: Json;
          p_plan_id: string;
        };
        Returns: Json;
      };
      save_profile_v1: {
        Args: {
          p_expected_version: number;
          p_profile: Json;
          p_user_id: string;
        };
        Returns: Json;
      };
      save_subscription_v1: {
        Args: {
          p_expected_version: number;
          p_now?: string;
          p_org_id: string;
          p_subscription: Json;
        };
        Returns: Json;
      };
      search_members_v1: {
        Args: {
          p_after: string;
          p_limit: number;
          p_org_id: string;
          p_role: string;
          p_text: string;
        };
        Returns: Json;
      };
      session_standing_v1: {
        Args: {
          p_now?: string;
          p_org_id: string;
          p_session_id: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      session_statistics_v1: {
        Args: {
          p_from: number;
          p_now?: string;
          p_to: number;
        };
        Returns: Json;
      };
      set_member_v1: {
        Args: {
          p_now?: string;
          p_org_id: string;
          p_role: string;
          p_user_id: string;
        };
        Returns: Json;
      };
      set_module_status_v1: {
        Args: {
          p_expected_version: number;
          p_module_id: string;
          p_org_id: string;
          p_status: string;
          p_version: string;
        };
        Returns: Json;
      };
      settle_many_v1: {
        Args: {
          p_events: Json;
          p_now?: string;
          p_scores: Json;
          p_settlements: Json;
        };
        Returns: Json;
      };
      subscription_history_v1: {
        Args: {
          p_before_version: number;
          p_limit: number;
          p_org_id: string;
        };
        Returns: Json;
      };
      summed_v1: {
        Args: never;
        Returns: Json;
      };
      sweep_cache_v1: {
        Args: {
          p_limit: number;
          p_now?: string;
        };
        Returns: Json;
      };
      sweep_windows_v1: {
        Args: {
          p_limit: number;
          p_now?: string;
        };
        Returns: Json;
      };
      tenant_of_v1: {
        Args: {
          p_customer_id: string;
          p_provider: string;
        };
        Returns: Json;
      };
      tenants_v1: {
        Args: {
          p_after_org_id: string;
          p_before: number;
          p_limit: number;
        };
        Returns: Json;
      };
      transfer_ownership_v1: {
        Args: {
          p_from: string;
          p_org_id: string;
          p_to: string;
        };
        Returns: Json;
      };
      turn_months_v1: {
        Args: {
          p_before: number;
          p_now?: string;
          p_plan_ids: Json;
        };
        Returns: Json;
      };
      under_way_v1: {
        Args: {
          p_org_id: string;
        };
        Returns: Json;
      };
      unlink_customer_v1: {
        Args: {
          p_customer_id: string;
          p_org_id: string;
          p_provider: string;
        };
        Returns: Json;
      };
      update_api_key_v1: {
        Args: {
          p_change: Json;
          p_key_id: string;
          p_now?: string;
          p_org_id: string;
        };
        Returns: Json;
      };
      update_saved_prompt_v1: {
        Args: {
          p_change: Json;
          p_expected_version: number;
          p_now?: string;
          p_org_id: string;
          p_prompt_id: string;
        };
        Returns: Json;
      };
      usage_v1: {
        Args: {
          p_by: string[];
          p_first: string;
          p_last: string;
          p_model: string;
          p_module_id: string;
          p_org_id: string;
          p_plan_id: string;
        };
        Returns: Json;
      };
      user_metrics_snapshot_v1: {
        Args: {
          p_from: number;
          p_org_id: string;
          p_to: number;
          p_user_id: string;
        };
        Returns: Json;
      };
      user_metrics_snapshot_v2: {
        Args: {
          p_from: number;
          p_org_id: string;
          p_time_zone: string;
          p_to: number;
          p_user_id: string;
        };
        Returns: Json;
      };
      user_metrics_v1: {
        Args: {
          p_from: number;
          p_org_id: string;
          p_to: number;
          p_user_id: string;
        };
        Returns: Json;
      };
      user_metrics_v2: {
        Args: {
          p_from: number;
          p_org_id: string;
          p_time_zone: string;
          p_to: number;
          p_user_id: string;
        };
        Returns: Json;
      };
    };
    Enums: Record<never, never>;
    CompositeTypes: Record<never, never>;
  };
};
