import { alertsCompareAndSwap } from './alerts/alerts-compare-and-swap.js';
import { dailySumsOutliveTheRuns } from './analytics/daily-sums-outlive-the-runs.js';
import { figuresAreOfDaysOfATimeZone } from './analytics/figures-are-of-days-of-a-time-zone.js';
import { figuresEqualTheRuns } from './analytics/figures-equal-the-runs.js';
import { peopleCountOnce } from './analytics/people-count-once.js';
import { recordsAreReadInOrder } from './analytics/records-are-read-in-order.js';
import { snapshotAndStreamAddUp } from './analytics/snapshot-and-stream-add-up.js';
import { userMetricsEqualTheRuns } from './analytics/user-metrics-equal-the-runs.js';
import { windowsAreListedAsTheyAre } from './analytics/windows-are-listed-as-they-are.js';
import { apiKeyIsStoredWhole } from './api-keys/api-key-is-stored-whole.js';
import { apiKeysAreForgotten } from './api-keys/api-keys-are-forgotten.js';
import { apiKeysChange } from './api-keys/api-keys-change.js';
import { customersAreOneToOne } from './billing/customers-are-one-to-one.js';
import { eventsAreDoneOnce } from './billing/events-are-done-once.js';
import { reportsAddUp } from './billing/reports-add-up.js';
import { cacheKeepsForAWhile } from './cache/cache-keeps-for-a-while.js';
import { lastReportsAreKept } from './check-reports/last-reports-are-kept.js';
import type { ContractSpec } from './contract-spec.js';
import { attemptsAreThrottled } from './credentials/attempts-are-throttled.js';
import { credentialsAreUnique } from './credentials/credentials-are-unique.js';
import { emailTokensWorkOnce } from './credentials/email-tokens-work-once.js';
import { eraseUserKeepsTheSums } from './erasure/erase-user-keeps-the-sums.js';
import { erasedRunStaysErased } from './erasure/erased-run-stays-erased.js';
import { purgeDeletesWhatIsOld } from './erasure/purge-deletes-what-is-old.js';
import { appendIsIdempotent } from './events/append-is-idempotent.js';
import { eventsAreReadBySequence } from './events/events-are-read-by-sequence.js';
import { followersMissNothing } from './events/followers-miss-nothing.js';
import { foreignEventsSettleNothing } from './events/foreign-events-settle-nothing.js';
import { idsMayHoldAnyCharacter } from './fidelity/ids-may-hold-any-character.js';
import { textComesBackAsItWas } from './fidelity/text-comes-back-as-it-was.js';
import { erasedUsersLeaveSharedPrompts } from './history/erased-users-leave-shared-prompts.js';
import { savedPromptsAreFound } from './history/saved-prompts-are-found.js';
import { savedPromptsCompareAndSwap } from './history/saved-prompts-compare-and-swap.js';
import { versionsNeverChange } from './history/versions-never-change.js';
import { keyIsScopedToItsUser } from './idempotency/key-is-scoped-to-its-user.js';
import { keyNamesOneRun } from './idempotency/key-names-one-run.js';
import { replayReturnsTheFirstAnswer } from './idempotency/replay-returns-the-first-answer.js';
import { settlementMayFreeTheKey } from './idempotency/settlement-may-free-the-key.js';
import { unchargedFailureFreesItsKey } from './idempotency/uncharged-failure-frees-its-key.js';
import { invitationsAreAcceptedOnce } from './invitations/invitations-are-accepted-once.js';
import { invitationsAreKept } from './invitations/invitations-are-kept.js';
import { tenantsNeverMeet } from './isolation/tenants-never-meet.js';
import { bundlesAreListedNewestFirst } from './library/bundles-are-listed-newest-first.js';
import { bundlesAreWrittenOnce } from './library/bundles-are-written-once.js';
import { erasedUsersLeaveWhatIsShared } from './library/erased-users-leave-what-is-shared.js';
import { moduleVersionsNeverChange } from './library/module-versions-never-change.js';
import { modulesAreListedLatestFirst } from './library/modules-are-listed-latest-first.js';
import { parameterSetComparesAndSwaps } from './library/parameter-set-compares-and-swaps.js';
import { parameterSetsAreSeenByThoseTheyAreFor } from './library/parameter-sets-are-seen-by-those-they-are-for.js';
import { closedStorageAnswersNothing } from './lifecycle/closed-storage-answers-nothing.js';
import { storageIntroducesItself } from './lifecycle/storage-introduces-itself.js';
import { upkeepIsShared } from './maintenance/upkeep-is-shared.js';
import { membersAreFound } from './organizations/members-are-found.js';
import { membersAreListedById } from './organizations/members-are-listed-by-id.js';
import { membersHaveOneRole } from './organizations/members-have-one-role.js';
import { membersKeepTheRules } from './organizations/members-keep-the-rules.js';
import { organizationComparesAndSwaps } from './organizations/organization-compares-and-swaps.js';
import { organizationsNeverMeet } from './organizations/organizations-never-meet.js';
import { catalogueKeepsItsOrder } from './plans/catalogue-keeps-its-order.js';
import { planComparesAndSwaps } from './plans/plan-compares-and-swaps.js';
import { profileBelongsToOnePerson } from './profiles/profile-belongs-to-one-person.js';
import { profileComparesAndSwaps } from './profiles/profile-compares-and-swaps.js';
import { amountFitsUpToTheMaximum } from './quota/amount-fits-up-to-the-maximum.js';
import { burstNeverExceedsALimit } from './quota/burst-never-exceeds-a-limit.js';
import { burstNeverExceedsAnyWindow } from './quota/burst-never-exceeds-any-window.js';
import { countersBelongToTheirSubject } from './quota/counters-belong-to-their-subject.js';
import { keysHaveCountersOfTheirOwn } from './quota/keys-have-counters-of-their-own.js';
import { largeAmountsAreCountedExactly } from './quota/large-amounts-are-counted-exactly.js';
import { manyAreJudgedInOrder } from './quota/many-are-judged-in-order.js';
import { peekChangesNothing } from './quota/peek-changes-nothing.js';
import { refusalNamesEveryFullWindow } from './quota/refusal-names-every-full-window.js';
import { refusalTakesNothing } from './quota/refusal-takes-nothing.js';
import { uncountableAmountsAreRejected } from './quota/uncountable-amounts-are-rejected.js';
import { checkpointExtendsTheLease } from './reaping/checkpoint-extends-the-lease.js';
import { lateSettlementCorrectsOnce } from './reaping/late-settlement-corrects-once.js';
import { reapChargesWhatWasUsed } from './reaping/reap-charges-what-was-used.js';
import { reapTakesExpiredRuns } from './reaping/reap-takes-expired-runs.js';
import { listPagesNewestFirst } from './runs/list-pages-newest-first.js';
import { reservedRunIsStoredWhole } from './runs/reserved-run-is-stored-whole.js';
import { scoresKeepTheirOrder } from './runs/scores-keep-their-order.js';
import { purgeDeletesEndedSessions } from './sessions/purge-deletes-ended-sessions.js';
import { sessionDaysAddUp } from './sessions/session-days-add-up.js';
import { sessionIsStoredWhole } from './sessions/session-is-stored-whole.js';
import { sessionsAreDenied } from './sessions/sessions-are-denied.js';
import { sessionsEnd } from './sessions/sessions-end.js';
import { standingIsOfOneMoment } from './sessions/standing-is-of-one-moment.js';
import { tokensRotate } from './sessions/tokens-rotate.js';
import { settleEndsARunOnce } from './settlement/settle-ends-a-run-once.js';
import { settleReplacesTheHold } from './settlement/settle-replaces-the-hold.js';
import { settleWritesHowARunEnded } from './settlement/settle-writes-how-a-run-ended.js';
import { changesAreListedByTime } from './subscriptions/changes-are-listed-by-time.js';
import { historyGrowsWithEachSave } from './subscriptions/history-grows-with-each-save.js';
import { listShowsEveryTenant } from './subscriptions/list-shows-every-tenant.js';
import { saveComparesAndSwaps } from './subscriptions/save-compares-and-swaps.js';
import { nothingIsPaidTwice } from './takeover/nothing-is-paid-twice.js';
import { runsAreTakenOver } from './takeover/runs-are-taken-over.js';
import { anchorMayChange } from './windows/anchor-may-change.js';
import { holdStaysInItsWindow } from './windows/hold-stays-in-its-window.js';
import { hoursAndDaysFollowUtc } from './windows/hours-and-days-follow-utc.js';
import { monthsFollowTheirAnchor } from './windows/months-follow-their-anchor.js';
import { slidingWindowCountsTheOverlap } from './windows/sliding-window-counts-the-overlap.js';
import { slidingWindowTellsTheWait } from './windows/sliding-window-tells-the-wait.js';

/** Every promise of the port, by topic, in the order in which they are verified. */
export const promises: Readonly<Record<string, readonly ContractSpec[]>> = {
  'storage: itself': storageIntroducesItself,
  'storage: quota': [
    ...burstNeverExceedsALimit,
    burstNeverExceedsAnyWindow,
    ...refusalTakesNothing,
    ...refusalNamesEveryFullWindow,
    ...amountFitsUpToTheMaximum,
    ...uncountableAmountsAreRejected,
    largeAmountsAreCountedExactly,
    ...manyAreJudgedInOrder,
    ...peekChangesNothing,
    countersBelongToTheirSubject,
    ...keysHaveCountersOfTheirOwn,
  ],
  'storage: windows': [
    ...hoursAndDaysFollowUtc,
    ...monthsFollowTheirAnchor,
    ...anchorMayChange,
    ...holdStaysInItsWindow,
    ...slidingWindowCountsTheOverlap,
    ...slidingWindowTellsTheWait,
  ],
  'storage: idempotency': [
    ...keyNamesOneRun,
    keyIsScopedToItsUser,
    ...replayReturnsTheFirstAnswer,
    ...unchargedFailureFreesItsKey,
    ...settlementMayFreeTheKey,
  ],
  'storage: settlement': [...settleReplacesTheHold, ...settleEndsARunOnce, ...settleWritesHowARunEnded],
  'storage: reaping': [
    ...checkpointExtendsTheLease,
    ...reapChargesWhatWasUsed,
    ...reapTakesExpiredRuns,
    ...lateSettlementCorrectsOnce,
  ],
  'storage: takeover': [...runsAreTakenOver, ...nothingIsPaidTwice],
  'storage: runs': [...reservedRunIsStoredWhole, ...listPagesNewestFirst, scoresKeepTheirOrder],
  'storage: events': [
    ...eventsAreReadBySequence,
    ...appendIsIdempotent,
    foreignEventsSettleNothing,
    ...followersMissNothing,
  ],
  'storage: erasure': [...eraseUserKeepsTheSums, ...erasedRunStaysErased, ...purgeDeletesWhatIsOld],
  'storage: subscriptions': [
    ...saveComparesAndSwaps,
    ...historyGrowsWithEachSave,
    ...listShowsEveryTenant,
    ...changesAreListedByTime,
  ],
  'storage: billing': [...customersAreOneToOne, ...eventsAreDoneOnce, ...reportsAddUp],
  'storage: organizations': [
    ...organizationComparesAndSwaps,
    ...membersHaveOneRole,
    ...membersKeepTheRules,
    ...membersAreListedById,
    ...membersAreFound,
    organizationsNeverMeet,
  ],
  'storage: invitations': [...invitationsAreAcceptedOnce, ...invitationsAreKept],
  'storage: profiles': [...profileComparesAndSwaps, ...profileBelongsToOnePerson],
  'storage: plans': [...planComparesAndSwaps, ...catalogueKeepsItsOrder],
  'storage: sessions': [
    ...sessionIsStoredWhole,
    ...tokensRotate,
    ...sessionsEnd,
    ...standingIsOfOneMoment,
    ...sessionsAreDenied,
    ...sessionDaysAddUp,
    ...purgeDeletesEndedSessions,
  ],
  'storage: credentials': [...credentialsAreUnique, ...emailTokensWorkOnce, ...attemptsAreThrottled],
  'storage: API keys': [...apiKeyIsStoredWhole, ...apiKeysChange, ...apiKeysAreForgotten],
  'storage: modules': [...moduleVersionsNeverChange, ...modulesAreListedLatestFirst],
  'storage: parameter sets': [...parameterSetComparesAndSwaps, ...parameterSetsAreSeenByThoseTheyAreFor],
  'storage: bundles': [...bundlesAreWrittenOnce, ...bundlesAreListedNewestFirst, ...erasedUsersLeaveWhatIsShared],
  'storage: prompt history': [
    ...versionsNeverChange,
    ...savedPromptsCompareAndSwap,
    ...savedPromptsAreFound,
    ...erasedUsersLeaveSharedPrompts,
  ],
  'storage: cache': cacheKeepsForAWhile,
  'storage: analytics': [
    ...userMetricsEqualTheRuns,
    snapshotAndStreamAddUp,
    ...dailySumsOutliveTheRuns,
    ...figuresEqualTheRuns,
    ...figuresAreOfDaysOfATimeZone,
    ...peopleCountOnce,
    ...recordsAreReadInOrder,
    ...windowsAreListedAsTheyAre,
  ],
  'storage: maintenance': upkeepIsShared,
  'storage: reports of checks': lastReportsAreKept,
  'storage: alerts': alertsCompareAndSwap,
  'storage: fidelity': [...textComesBackAsItWas, ...idsMayHoldAnyCharacter],
  'storage: tenants': tenantsNeverMeet,
  'storage: closing': [closedStorageAnswersNothing],
};
