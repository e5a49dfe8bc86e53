package messenger.protocol;

import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.Signature;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.DeviceId;
import messenger.crypto.identity.MailboxId;

/** One of every kind of frame. */
final class FrameExamples {
    static final RequestId REQUEST = new RequestId(7);
    static final UserName ALICE = new UserName("alice");
    static final AccountId ACCOUNT = new AccountId(filled(16, 0xa1));
    static final MailboxId MAILBOX = new MailboxId(filled(16, 0xb2));
    static final SubmissionId SUBMISSION = new SubmissionId(filled(16, 0xc3));
    static final Signature SIGNATURE = new Signature(filled(64, 0xd4));

    static final List<ClientFrame> CLIENT_FRAMES = List.of(
            new ClientFrame.Hello(1, "messenger/1"),
            new ClientFrame.Register(
                    ALICE,
                    filled(3, 1),
                    DeviceId.FIRST,
                    SIGNATURE,
                    filled(129, 14),
                    new ClientFrame.Gate(filled(16, 15), filled(32, 16))),
            new ClientFrame.Login(ACCOUNT, DeviceId.FIRST, 1, 7, SIGNATURE),
            new ClientFrame.PublishPrekeys(REQUEST, filled(2, 2), List.of(filled(1, 3), filled(1, 4))),
            new ClientFrame.FindUser(REQUEST, ALICE),
            new ClientFrame.FindAccount(REQUEST, ACCOUNT, 3),
            new ClientFrame.TakeBundle(REQUEST, ACCOUNT, new DeviceId(255)),
            new ClientFrame.Submit(REQUEST, SUBMISSION, filled(5, 5), List.of(new Wrap(MAILBOX, filled(2, 6)))),
            new ClientFrame.Subscribe(),
            new ClientFrame.Acknowledge(List.of(1L, 0x1_0000_0000L)),
            new ClientFrame.ListUsers(REQUEST, ""),
            new ClientFrame.WatchPresence(),
            new ClientFrame.Ping(),
            new ClientFrame.Bye(),
            new ClientFrame.RegisterStart(REQUEST, ALICE, filled(33, 17)),
            new ClientFrame.PasswordStart(REQUEST, ALICE, filled(98, 18)),
            new ClientFrame.PasswordFinish(REQUEST, filled(32, 19)),
            new ClientFrame.Recover(filled(3, 20), new DeviceId(2), SIGNATURE),
            new ClientFrame.ChangePassword(REQUEST, filled(129, 21)),
            new ClientFrame.DeleteAccount(REQUEST, filled(3, 22)),
            new ClientFrame.UpdateDevices(REQUEST, filled(3, 23)),
            new ClientFrame.LinkOpen(filled(16, 24)),
            new ClientFrame.LinkJoin(REQUEST, filled(16, 25)),
            new ClientFrame.LinkSay(filled(5, 26)),
            new ClientFrame.HandIn(REQUEST),
            new ClientFrame.Progress(9),
            new ClientFrame.SubmitSealed(
                    REQUEST,
                    SUBMISSION,
                    filled(5, 27),
                    List.of(new SealedWrap(MAILBOX, filled(2, 28), filled(16, 29)))));

    static final List<ServerFrame> SERVER_FRAMES = List.of(
            new ServerFrame.Welcome(1, filled(32, 7), 1_700_000_000_000L),
            new ServerFrame.LoggedIn(ALICE, 50, 2, 6, 3, new Incarnation(Bytes.hex("ab".repeat(16)))),
            new ServerFrame.Refused(RequestId.NONE, Refusal.LOGIN),
            new ServerFrame.Done(REQUEST),
            new ServerFrame.UserFound(REQUEST, ALICE, List.of(filled(4, 8), filled(4, 9))),
            new ServerFrame.Bundle(REQUEST, filled(1, 9), filled(2, 10), List.of(filled(3, 11))),
            new ServerFrame.Accepted(REQUEST, List.of(), List.of(MAILBOX), List.of(MAILBOX)),
            new ServerFrame.Deliver(Long.MAX_VALUE, SUBMISSION, 5, filled(3, 12), filled(2, 13)),
            new ServerFrame.CaughtUp(),
            new ServerFrame.Users(REQUEST, List.of(new ServerFrame.Presence(ALICE, ACCOUNT, true, 0)), false),
            new ServerFrame.Presence(ALICE, ACCOUNT, false, 9),
            new ServerFrame.PrekeysLow(3),
            new ServerFrame.Pong(),
            new ServerFrame.Goodbye(Refusal.UNAVAILABLE),
            new ServerFrame.RegisterAnswer(REQUEST, filled(66, 30)),
            new ServerFrame.PasswordAnswer(REQUEST, filled(259, 31)),
            new ServerFrame.DevicesChanged(4),
            new ServerFrame.LinkJoined(),
            new ServerFrame.LinkSaid(filled(5, 32)),
            new ServerFrame.LinkEnded(),
            new ServerFrame.AccountGone(REQUEST, filled(4, 33)));

    private FrameExamples() {}

    static Bytes filled(int size, int value) {
        byte[] array = new byte[size];
        java.util.Arrays.fill(array, (byte) value);
        return Bytes.copyOf(array);
    }
}
