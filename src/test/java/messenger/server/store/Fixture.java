package messenger.server.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import messenger.crypto.Bytes;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.protocol.Wrap;
import messenger.server.StoreRequest;
import messenger.server.StoreRequest.OneTime;
import messenger.server.StoreRequest.StoredPrekey;
import messenger.server.StoreResult;

/** Requests with values made from small numbers. */
final class Fixture {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final MailboxId ALICE = mailbox(1);
    static final MailboxId BOB = mailbox(2);

    private Fixture() {}

    private static Bytes sixteen(long number) {
        return Bytes.copyOf(ByteBuffer.allocate(16).putLong(8, number).array());
    }

    static MailboxId mailbox(long number) {
        return new MailboxId(sixteen(number));
    }

    static AccountId account(long number) {
        return new AccountId(sixteen(1000 + number));
    }

    static SubmissionId submission(long number) {
        return new SubmissionId(sixteen(number));
    }

    static StoreRequest.CreateAccount registration(String name, long number, MailboxId... mailboxes) {
        return new StoreRequest.CreateAccount(
                new UserName(name), account(number), Bytes.utf8("devices of " + name), List.of(mailboxes), NOON);
    }

    static StoreRequest.AppendMail append(long submission, String content, MailboxId... to) {
        List<Wrap> wraps = Arrays.stream(to)
                .map(mailbox -> new Wrap(mailbox, Bytes.utf8("key of " + content)))
                .toList();
        return new StoreRequest.AppendMail(submission(submission), Bytes.utf8(content), wraps, NOON);
    }

    static StoreRequest.FetchMail fetch(MailboxId mailbox) {
        return fetch(mailbox, 0);
    }

    static StoreRequest.FetchMail fetch(MailboxId mailbox, long after) {
        return new StoreRequest.FetchMail(mailbox, after, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    static StoreRequest.DeleteMail delete(MailboxId mailbox, Long... sequences) {
        return new StoreRequest.DeleteMail(mailbox, List.of(sequences));
    }

    static StoreRequest.PublishPrekeys publish(long account, long from, long to) {
        List<StoredPrekey> pairs = LongStream.rangeClosed(from, to)
                .mapToObj(id -> new StoredPrekey(id, Bytes.utf8("pair " + id)))
                .toList();
        return new StoreRequest.PublishPrekeys(
                account(account), DeviceId.FIRST, new StoredPrekey(from, Bytes.utf8("signed " + from)), pairs);
    }

    static StoreRequest.TakeBundle take(long account) {
        return new StoreRequest.TakeBundle(account(account), DeviceId.FIRST, OneTime.ONE_PAIR);
    }

    /** The texts of a page, in order. */
    static List<String> texts(StoreResult page) {
        return ((StoreResult.MailPage) page)
                .mail().stream().map(mail -> text(mail.content())).toList();
    }

    static List<Long> sequences(StoreResult page) {
        return ((StoreResult.MailPage) page)
                .mail().stream().map(StoreResult.Mail::sequence).toList();
    }

    static String text(Bytes bytes) {
        return new String(bytes.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    static StoreResult allAppended() {
        return new StoreResult.MailAppended(List.of(), List.of());
    }
}
