package messenger.crypto.verify;

import messenger.crypto.Bytes;
import messenger.crypto.Secret;
import messenger.crypto.identity.AccountKey;
import messenger.crypto.identity.AccountPublic;
import messenger.crypto.identity.DeviceId;

/** Accounts of the keys of RFC 8032 7.1, tests 1 to 3, for vectors that a script over Python's hashlib made. */
final class Known {
    static final AccountKey ALICE_KEY = key("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    static final AccountPublic ALICE = new AccountPublic(ALICE_KEY.publicKey());
    static final AccountPublic BOB =
            new AccountPublic(key("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                    .publicKey());
    static final AccountPublic MALLORY =
            new AccountPublic(key("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
                    .publicKey());

    static final SasParty ALICES_PHONE = new SasParty(ALICE, new DeviceId(1));
    static final SasParty BOBS_LAPTOP = new SasParty(BOB, new DeviceId(2));

    private Known() {}

    private static AccountKey key(String seed) {
        return AccountKey.of(Secret.copyOf(Bytes.hex(seed).toArray()));
    }

    /** {@code size} bytes that count up from {@code first}. */
    static Bytes counting(int first, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (first + i);
        }
        return Bytes.copyOf(bytes);
    }
}
