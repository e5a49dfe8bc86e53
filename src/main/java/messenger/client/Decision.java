package messenger.client;

import messenger.crypto.identity.AccountId;

/** What a person decides about somebody. */
public sealed interface Decision {
    /** What they wrote is shown, they learn that it arrived, and may write without saying who they are. */
    record Accept() implements Decision {}

    /** What they wrote is erased, and what else they write is dropped; they are not told. */
    record Decline() implements Decision {}

    /** As {@link Decline}, also for somebody accepted before; all others get a new access key. */
    record Block() implements Decision {}

    /** Back to accepted. */
    record Unblock() implements Decision {}

    /**
     * The safety numbers were compared and are equal.
     *
     * @param account whose number that was: it may be the one that came in the place of a verified one
     */
    record Verified(AccountId account) implements Decision {}

    /** No longer taken as verified. */
    record Unverify() implements Decision {}

    /**
     * Whoever has the name now is taken for it; not for a name that was verified: there only {@link Verified} helps
     * (PROTOCOL 1.14, E3).
     */
    record AcceptIdentity() implements Decision {}
}
