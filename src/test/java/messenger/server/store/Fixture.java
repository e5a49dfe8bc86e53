package messenger.server.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;
import messenger.protocol.SubmissionId;
import messenger.protocol.UserName;
import messenger.server.StoreRequest;
import messenger.server.StoreRequest.Devices;
import messenger.server.StoreRequest.OneTime;
import messenger.server.StoreRequest.Post;
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
        return registration(name, Bytes.EMPTY, devices(name, number, 1, mailboxes));
    }

    static StoreRequest.CreateAccount registration(String name, Bytes inviteHash, Devices devices) {
        return new StoreRequest.CreateAccount(new UserName(name), devices, passwordOf(name), inviteHash, NOON);
    }

    static Bytes passwordOf(String name) {
        return Bytes.utf8("password of " + name);
    }

    /** The first list is "devices of alice", the second one "devices of alice 2". */
    static Bytes listOf(String name, long version) {
        return Bytes.utf8("devices of " + name + (version == 1 ? "" : " " + version));
    }

    /** Devices 1, 2, and so on, with these mailboxes. */
    static Devices devices(String name, long number, long version, MailboxId... mailboxes) {
        List<DeviceId> ids = IntStream.rangeClosed(1, mailboxes.length)
                .mapToObj(DeviceId::new)
                .toList();
        return devices(name, number, version, ids, mailboxes);
    }

    static Devices devices(String name, long number, long version, List<DeviceId> ids, MailboxId... mailboxes) {
        return new Devices(
                account(number), version, ids, List.of(mailboxes), keyHashOf(name, version), listOf(name, version));
    }

    /** What opens the account's mailboxes from this version of its list on. */
    static Bytes keyHashOf(String name, long version) {
        return Sha256.of(Bytes.utf8("key of " + name + version));
    }

    static StoreRequest.DeleteAccount deletion(String name, long number, long version, Instant at) {
        return new StoreRequest.DeleteAccount(devices(name, number, version), at);
    }

    static StoreRequest.NoteLogin login(long account, int device, long generation) {
        return new StoreRequest.NoteLogin(account(account), new DeviceId(device), generation, NOON);
    }

    static StoreRequest.AppendMail append(long submission, String content, MailboxId... to) {
        return append(submission, content, Bytes.EMPTY, to);
    }

    /** Mail of somebody who shows a key with this hash. */
    static StoreRequest.AppendMail append(long submission, String content, Bytes accessKeyHash, MailboxId... to) {
        List<Post> posts = Arrays.stream(to)
                .map(mailbox -> new Post(mailbox, Bytes.utf8("key of " + content), accessKeyHash))
                .toList();
        return new StoreRequest.AppendMail(submission(submission), Bytes.utf8(content), posts, NOON);
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
        return new StoreResult.MailAppended(List.of(), List.of(), List.of());
    }
}
