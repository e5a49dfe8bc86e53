package messenger.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import messenger.client.Notice;
import messenger.client.UnreadableMail;
import messenger.crypto.Bytes;
import messenger.crypto.identity.DeviceId;
import messenger.protocol.Refusal;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.content.MessageId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong, people read what happened and what to do. */
final class SentencesTest {
    private static final UserName BOB = new UserName("bob");

    /** What is shown by what it changes, or is an answer that a command prints. */
    private static final Set<Class<?>> SHOWN_OTHERWISE = Set.of(
            Notice.Registered.class,
            Notice.Online.class,
            Notice.Rejected.class,
            Notice.CaughtUp.class,
            Notice.MessageChanged.class,
            Notice.ConversationChanged.class,
            Notice.GapClosed.class,
            Notice.ConversationOpened.class,
            Notice.PersonChanged.class,
            Notice.PeopleComplete.class,
            Notice.ContactChanged.class,
            Notice.SafetyShown.class,
            Notice.NumbersShown.class,
            Notice.OwnDevices.class,
            Notice.LinkNumbers.class,
            Notice.Slowed.class);

    private static List<Notice> told() {
        return List.of(
                new Notice.NobodyThere(BOB),
                new Notice.ThatIsYou(BOB),
                new Notice.YouBlocked(BOB),
                new Notice.WaitsForConnection(BOB),
                new Notice.TooMuchWaits(BOB),
                new Notice.IdentityChanged(BOB, false),
                new Notice.RequestArrived(BOB),
                new Notice.VerifyFirst(BOB),
                new Notice.NumbersWanted(BOB),
                new Notice.NumbersEnded(BOB, Notice.Comparison.EQUAL),
                new Notice.PeerDevicesChanged(BOB, List.of(new DeviceId(2)), List.of()),
                new Notice.DevicesContradict(BOB),
                new Notice.PersonGone(BOB),
                new Notice.PrimaryNeeded(),
                new Notice.LinkFinished(Notice.LinkOutcome.LINKED),
                new Notice.FailedTries(3),
                new Notice.VaultRolledBack(),
                new Notice.ServerRestored(),
                new Notice.DevicesFull(BOB, 1),
                new Notice.PasswordRefused(Refusal.LOCKED),
                new Notice.PasswordChanged(),
                new Notice.AccountDeleted(),
                new Notice.NoKeys(BOB),
                new Notice.TooLong(60_001, 60_000),
                new Notice.SomethingMissing(BOB),
                new Notice.MessagesLost(BOB, 2),
                new Notice.CountLost(BOB),
                new Notice.ClocksDiffer(Duration.ofHours(-2)),
                new Notice.Unreadable(1));
    }

    private static void assertSentence(String sentence) {
        assertTrue(sentence.endsWith("."), sentence);
        assertTrue(sentence.length() > 15, sentence);
    }

    @Test
    void everyNoticeThatIsForPeopleHasASentence() {
        Set<Class<?>> covered = new HashSet<>(SHOWN_OTHERWISE);
        for (Notice notice : told()) {
            assertSentence(NoticeSentences.of(notice).orElseThrow(() -> new AssertionError(notice.toString())));
            covered.add(notice.getClass());
        }

        assertEquals(new HashSet<>(Arrays.asList(Notice.class.getPermittedSubclasses())), covered);
        assertTrue(NoticeSentences.of(new Notice.Slowed(new MessageId(messenger.crypto.Bytes.hex("00".repeat(16)))))
                .isEmpty());
    }

    @Test
    void warningsAreAmongTheSentences() {
        List<Notice> warnings = told().stream()
                .filter(notice -> NoticeSentences.warning(notice).isPresent())
                .toList();

        assertEquals(11, warnings.size(), warnings::toString);
        warnings.forEach(notice -> assertEquals(NoticeSentences.of(notice), NoticeSentences.warning(notice)));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalIsExplainedAndIsNoFaultOfOurs(Refusal reason) {
        assertSentence(Sentences.rejected(reason, "chat.example.org:1315", BOB));
        assertSentence(Sentences.passwordRefused(reason));
        boolean later = reason == Refusal.RATE || reason == Refusal.UNAVAILABLE;
        assertEquals(later ? Exit.NO_CONNECTION : Exit.REFUSED, Sentences.exitOf(reason));
    }

    @ParameterizedTest
    @EnumSource(UnreadableMail.Reason.class)
    void everythingThatDidNotOpenIsExplained(UnreadableMail.Reason reason) {
        for (boolean healed : new boolean[] {false, true}) {
            Instant never = Instant.ofEpochMilli(Long.MAX_VALUE);
            SubmissionId id = new SubmissionId(Bytes.hex("00".repeat(16)));
            assertSentence(UnreadableCommand.paragraph(new UnreadableMail(id, never, Instant.EPOCH, reason, healed)));
        }
    }

    @Test
    void whatIsLostIsCountedAndNeverAsMoreThanCanBeRead() {
        assertTrue(Sentences.lost(BOB, 1).startsWith("1 message of bob was lost"));
        assertTrue(Sentences.lost(BOB, 2).startsWith("Up to 2 messages of bob were lost"));
        assertTrue(Sentences.lost(BOB, 1L << 62).startsWith("Many messages of bob were lost"));
    }

    @Test
    void aClockIsAheadOrBehind() {
        assertTrue(clocks(Duration.ofMinutes(-6)).startsWith("Your clock is 6 minutes behind the server's."));
        assertTrue(clocks(Duration.ofHours(2)).startsWith("Your clock is 2 hours ahead of the server's."));
        assertTrue(clocks(Duration.ofDays(900)).startsWith("Your clock is 900 days ahead of the server's."));
    }

    private static String clocks(Duration ahead) {
        return NoticeSentences.of(new Notice.ClocksDiffer(ahead)).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Notice.LinkOutcome.class)
    void everyEndOfLinkingIsExplained(Notice.LinkOutcome outcome) {
        assertSentence(Sentences.linked(outcome));
        assertEquals(
                outcome != Notice.LinkOutcome.LINKED,
                Sentences.linked(outcome).startsWith("Nob")
                        || Sentences.linked(outcome).startsWith("Nothing was linked"));
    }

    @ParameterizedTest
    @EnumSource(Notice.Comparison.class)
    void onlyEqualNumbersVerify(Notice.Comparison outcome) {
        String sentence =
                NoticeSentences.of(new Notice.NumbersEnded(BOB, outcome)).orElseThrow();

        assertSentence(sentence);
        assertEquals(outcome == Notice.Comparison.EQUAL, sentence.contains("bob is verified"));
    }

    @Test
    void whoWasVerifiedIsNotToBeTakenAnewByOneCommand() {
        assertTrue(Sentences.changed(BOB, true).contains("verify --with bob"));
        assertFalse(Sentences.changed(BOB, false).contains("verify --with bob"));
        assertFalse(Sentences.changed(BOB, true).contains("accept-new-identity"));
    }
}
