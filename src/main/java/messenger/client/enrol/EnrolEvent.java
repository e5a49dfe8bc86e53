package messenger.client.enrol;

import messenger.crypto.Bytes;
import messenger.crypto.Sha256;
import messenger.protocol.ServerFrame;

/** What happens to a device that is to become one of an account. */
public sealed interface EnrolEvent {
    /**
     * A connection to the server, whose key was checked, is up.
     *
     * @param serverKeyHash SHA-256 of the server's SubjectPublicKeyInfo
     */
    record LinkUp(Bytes serverKeyHash) implements EnrolEvent {
        public LinkUp {
            serverKeyHash.requireSize(Sha256.BYTES, "a server key hash");
        }
    }

    /** The connection is gone. */
    record LinkDown() implements EnrolEvent {}

    /** The server said something. */
    record Arrived(ServerFrame frame) implements EnrolEvent {}

    /** The person has compared the numbers of {@link EnrolEffect.ShowNumbers}. */
    record Compared(boolean equal) implements EnrolEvent {}

    /** The person wants another code, in the place of one that expired. */
    record NewCode() implements EnrolEvent {}

    /** The person answers {@link EnrolEffect.Confirm}. */
    record Confirmed(boolean agreed) implements EnrolEvent {}

    /** The account of {@link EnrolEffect.Become} is durable. */
    record Kept() implements EnrolEvent {}

    /** Some time has passed; comes about once a second. */
    record Tick() implements EnrolEvent {}
}
