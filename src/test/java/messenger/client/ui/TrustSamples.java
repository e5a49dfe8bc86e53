package messenger.client.ui;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import messenger.client.ui.Contact.Standing;
import messenger.client.ui.Person.Trust;

/** People met, keys, devices and dialogs for the screens' tests. */
final class TrustSamples {
    static final String DIGITS = "04926 17395 88204 61573 20948 77316 50281 39647 12805 94473 68120 35794";
    static final String QR = "1A2B3C4D5E6F70819A2B3C4D5E6F70811A2B3C4D5E6F70819A2B3C4D5E6F7081"
            + "8F2B3C4D5E6F70819A2B3C4D5E6F70812C2B3C4D5E6F70819A2B3C4D5E6F7081";
    static final String CODE = "recovery K7QM2 XTA9B DFHW3 RPZE6 MYCV4 JNT8S GQ2KB DXA7R N5WEH 9P3FZ MC6T7 K";
    static final String LINK_CODE = "link K7QM2 XTA9B DFHW3 RPZE6 MYCV4 JNT8S GQ2KB DXA7R N5WEH 9P3FZ MC6TK 7QM2X"
            + " TA9BD FHW3R PZE6M YCV4J NT8SG Q2KBD XA7RN 5WEH9 P3FZM C6TK7 QM2XT A9B";

    private TrustSamples() {}

    static Contact contact(String name, Standing standing, Trust trust, boolean compared) {
        return new Contact(name, "9f2c 41d7 08aa 5b3e", standing, trust, compared);
    }

    static News.Contacts contacts() {
        return new News.Contacts(List.of(
                contact("bob", Standing.ACCEPTED, Trust.VERIFIED, true),
                contact("carol", Standing.REQUESTED, Trust.UNVERIFIED, false),
                contact("dana", Standing.ACCEPTED, Trust.CHANGED, false),
                contact("erin", Standing.ACCEPTED, Trust.CHANGED, true)));
    }

    static News.SafetyShown safety(String user, News.Whose whose) {
        return new News.SafetyShown(user, DIGITS, QR, "account-of-" + user, whose);
    }

    static News.Devices devices(Instant now) {
        return new News.Devices(List.of(
                new OwnDevice("1", now.minusSeconds(90L * 86_400), true, true),
                new OwnDevice("2", now.minusSeconds(20L * 86_400), false, false),
                new OwnDevice("3", now.minusSeconds(86_400), false, false)));
    }

    static Password code() {
        return Password.of(CODE.toCharArray());
    }

    /** News about trust with somebody's text wherever text can be. */
    static List<News> openers(String text) {
        return List.of(
                new News.Contacts(List.of(new Contact(text, text, Standing.REQUESTED, Trust.CHANGED, true))),
                new News.ContactChanged(new Contact(text, text, Standing.ACCEPTED, Trust.CHANGED, false)),
                new News.ComparisonWanted(text),
                new News.ComparisonEnded(text, News.Outcome.DIFFERENT),
                new News.PeerDevicesChanged(text, List.of(text, text), List.of(text)),
                new News.Done(text),
                new News.Refused(text),
                new News.RecoveryCodeShown(Password.of(text.toCharArray()), News.Occasion.NEW));
    }

    /** Every dialog with that text in it. */
    static List<Dialog> dialogs(String text) {
        Password secret = Password.of(text.toCharArray());
        Form typed = Forms.linkDevice();
        typed = typed.with(typed.focused().typed(text));
        News.SafetyShown safety = new News.SafetyShown(text, text, text, text, News.Whose.RIVAL);
        OwnDevice device = new OwnDevice(text, Instant.MIN, false, true);
        return List.of(
                new Ask(typed.with(text, Field.Role.PASSWORD), Ask.Progress.FILLING),
                new Ask(typed, Ask.Progress.WAITING),
                new Changed(text),
                new Choice(text, text),
                new Compare(text, Compare.Stage.WAITING, text, text),
                new Compare(text, Compare.Stage.SHOWN, text, text),
                new Compare(text, Compare.Stage.ANSWERED, text, text),
                new Compare(text, Compare.Stage.ENDED, text, text),
                new Confirm(Confirm.Question.BLOCK, text, NoDialog.NONE),
                new Confirm(Confirm.Question.REMOVE_DEVICE, text, NoDialog.NONE),
                new Devices(List.of(device, device, device), 1, text),
                new LinkCode(text, text, Instant.MAX, QrSheet.Face.TEXT),
                new LinkCode(text, text, Instant.MAX, QrSheet.Face.QR),
                new LinkCode(text, text, Instant.MIN, QrSheet.Face.TEXT),
                new LinkNumbers(text, Ask.Progress.FILLING),
                new NewRecovery(secret, Forms.recoveryKept()),
                new Recovery(secret),
                new Request(text, 3),
                new Unreadable(List.of(), Unreadable.Stage.WAITING),
                new Unreadable(List.of(text, text, text), Unreadable.Stage.SHOWN),
                new Verify(text, List.of(), QrSheet.Face.TEXT, text),
                new Verify(text, List.of(safety), QrSheet.Face.TEXT, text),
                new Verify(text, List.of(safety), QrSheet.Face.QR, text));
    }

    /** What a core might say to an open dialog. */
    static News answer(Random random, Dialog dialog) {
        if (dialog instanceof Verify verify) {
            return safety(verify.name(), one(random, News.Whose.values()));
        } else if (dialog instanceof Compare compare) {
            return random.nextBoolean()
                    ? new News.ComparisonShown(compare.name(), "491 730 852")
                    : new News.ComparisonEnded(compare.name(), one(random, News.Outcome.values()));
        }
        return switch (random.nextInt(5)) {
            case 4 -> new News.UnreadableShown(List.of("one", "two"));
            case 0 -> new News.RecoveryCodeShown(code(), News.Occasion.ASKED);
            case 1 -> new News.LinkNumbersShown("481 920");
            case 2 -> devices(Instant.EPOCH);
            default -> new News.Refused("no");
        };
    }

    /** Any news about trust, about the people of the random test. */
    static News anyNews(Random random, String text) {
        String who = "pat" + random.nextInt(12);
        Contact contact = new Contact(who, text, one(random, Standing.values()), one(random, Trust.values()), true);
        return switch (random.nextInt(19)) {
            case 0 -> new News.Contacts(List.of(contact));
            case 1 -> new News.SafetyShown(who, text, text, text, one(random, News.Whose.values()));
            case 2 -> new News.ComparisonWanted(who);
            case 3 -> new News.ComparisonShown(who, "12 " + random.nextInt(1_000_000));
            case 4 -> new News.ComparisonEnded(who, one(random, News.Outcome.values()));
            case 5 -> devices(Instant.EPOCH);
            case 6 -> new News.PeerDevicesChanged(who, List.of(text), List.of());
            case 7 -> new News.FailedTries(1 + random.nextInt(3));
            case 8 -> new News.VaultRestored();
            case 9 -> new News.Done(text);
            case 10 -> new News.Refused(text);
            case 11 ->
                new News.RecoveryCodeShown(
                        Password.of(text.toCharArray()),
                        random.nextInt(20) == 0 ? News.Occasion.NEW : News.Occasion.ASKED);
            case 12 -> new News.LinkCodeShown(text, text, random.nextBoolean() ? Instant.MAX : Instant.EPOCH);
            case 13 -> new News.LinkNumbersShown("123456");
            case 14 -> new News.UnreadableShown(List.of(text, text));
            default -> new News.ContactChanged(contact);
        };
    }

    private static <T> T one(Random random, T[] all) {
        return List.of(all).get(random.nextInt(all.length));
    }
}
