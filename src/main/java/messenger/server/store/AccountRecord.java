package messenger.server.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import messenger.crypto.Bytes;
import messenger.crypto.CanonicalReader;
import messenger.crypto.CanonicalWriter;
import messenger.crypto.MalformedException;
import messenger.crypto.identity.AccountId;
import messenger.crypto.identity.MailboxId;
import messenger.crypto.identity.SignedDeviceList;
import messenger.protocol.UserName;

/** An account as it lies in the file. */
record AccountRecord(AccountId account, UserName name, Instant createdAt, List<MailboxId> mailboxes, Bytes deviceList) {
    private static final int VERSION = 1;

    /** As many as there are device ids; PROTOCOL 1.1 allows 8 devices at a time. */
    private static final int MAILBOXES_MAX = 255;

    AccountRecord {
        mailboxes = List.copyOf(mailboxes);
    }

    byte[] encode() {
        CanonicalWriter out = new CanonicalWriter()
                .u8(VERSION)
                .bytes(account.value())
                .prefixed(Bytes.utf8(name.value()))
                .u63(createdAt.toEpochMilli())
                .u8(mailboxes.size());
        mailboxes.forEach(mailbox -> out.bytes(mailbox.value()));
        return out.prefixed(deviceList).toBytes().toArray();
    }

    static AccountRecord decode(byte[] encoded) throws MalformedException {
        CanonicalReader in = new CanonicalReader(Bytes.copyOf(encoded));
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedException("version " + version + " of an account");
        }
        AccountId account = AccountId.read(in);
        String name = new String(in.prefixed(UserName.CHARS_MAX).toArray(), StandardCharsets.UTF_8);
        if (!UserName.isValid(name)) {
            throw new MalformedException("an account without a valid name");
        }
        Instant createdAt = Instant.ofEpochMilli(in.u63());
        List<MailboxId> mailboxes = new ArrayList<>();
        int count = in.count(MAILBOXES_MAX);
        for (int i = 0; i < count; i++) {
            mailboxes.add(new MailboxId(in.bytes(MailboxId.BYTES)));
        }
        Bytes deviceList = in.prefixed(SignedDeviceList.ENCODED_BYTES_MAX);
        in.end();
        return new AccountRecord(account, new UserName(name), createdAt, mailboxes, deviceList);
    }
}
